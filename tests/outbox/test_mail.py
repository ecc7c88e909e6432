from collective.eloket.outbox.mail import compose
from collective.eloket.outbox.mail import in_columns
from email import message_from_bytes
from email.policy import default

import pytest


def payload(**changes) -> dict:
    return {
        "to": "noor@voorbeeld.example",
        "subject": "Uw document staat klaar (2026-7F3K-92QX)",
        "body": "Dag Noor,\n\nUw aanvraag is goedgekeurd. Het kost € 5.\n",
    } | changes


def composed(**changes):
    sender = ("E-loket Één", "e-loket@testegem.example")
    return compose(payload(**changes), "4f1a", *sender)


def sent(**changes):
    mail = compose(
        payload(**changes), "4f1a", "E-loket Één", "e-loket@testegem.example"
    )
    return message_from_bytes(mail.as_bytes(), policy=default)


def test_the_job_id_makes_the_message_id():
    assert sent()["Message-ID"] == "<4f1a@testegem.example>"


def test_machines_are_told_not_to_answer():
    assert sent()["Auto-Submitted"] == "auto-generated"


def test_headers_and_body_keep_their_letters():
    mail = sent()
    assert mail["From"] == "E-loket Één <e-loket@testegem.example>"
    assert mail["To"] == "noor@voorbeeld.example"
    assert mail["Subject"] == "Uw document staat klaar (2026-7F3K-92QX)"
    assert mail.get_content_type() == "text/plain"
    assert "Het kost € 5." in mail.get_content()


def test_the_mail_is_plain_ascii_on_the_way():
    assert composed().as_bytes().isascii()


@pytest.mark.parametrize("field", ["to", "subject"])
def test_a_line_break_makes_no_second_header(field):
    with pytest.raises(ValueError):
        compose(payload(**{field: "a@b.example\nBcc: c@d.example"}), "1", "", "a@b.be")


@pytest.mark.parametrize(
    "text, broken",
    [
        ("kort\n\n  Referentie:   1\n", "kort\n\n  Referentie:   1"),
        ("woord " * 20, "\n".join(["woord " * 11 + "woord", "woord " * 7 + "woord"])),
        (
            "  " + "woord " * 15,
            "  " + "woord " * 10 + "woord\n  woord woord woord woord",
        ),
        ("x" * 100, "x" * 100),
    ],
    ids=["short lines stay", "long lines", "indented lines", "an address stays whole"],
)
def test_lines_are_broken_at_72_columns(text, broken):
    assert in_columns(text) == broken
