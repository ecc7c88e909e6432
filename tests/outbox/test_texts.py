from collective.eloket.outbox.texts import write_mail

import pytest


@pytest.fixture
def folder(tmp_path):
    text = "Over ${reference}\n\nDag ${name},\n\nTot ziens.\n"
    (tmp_path / "news.nl.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_first_line_is_the_subject(folder):
    words = {"reference": "2026-7F3K-92QX", "name": "Noor"}
    assert write_mail(folder, "news", "nl", "noor@voorbeeld.example", words) == {
        "to": "noor@voorbeeld.example",
        "subject": "Over 2026-7F3K-92QX",
        "body": "Dag Noor,\n\nTot ziens.\n",
    }


def test_a_word_that_is_not_given_is_a_defect(folder):
    with pytest.raises(KeyError):
        write_mail(folder, "news", "nl", "noor@voorbeeld.example", {"name": "Noor"})


def test_what_looks_like_a_word_in_a_word_stays_as_it_is(folder):
    words = {"reference": "x", "name": "${reference}"}
    mail = write_mail(folder, "news", "nl", "noor@voorbeeld.example", words)
    assert "Dag ${reference}," in mail["body"]
