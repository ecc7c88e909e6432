"""A manager sees in Plone's error log what went wrong, and nothing of whose it was."""

import pytest
import sys


SECRETS = ("Rijkaard", "eloket-session-abc", "85073003328", "wachtwoord9")


@pytest.fixture
def entry(integration, portal):
    """What the log keeps of a request that failed, with all that may be of a person."""
    request = portal.REQUEST
    request.form["vraag.family_name"] = "Rijkaard"
    request.cookies["eloket-session"] = "eloket-session-abc"
    request.environ["HTTP_COOKIE"] = "eloket-session=eloket-session-abc"
    request.other["BODY"] = b'{"password": "wachtwoord9"}'
    try:
        raise ValueError("85073003328 of noor@voorbeeld.example is no number")
    except ValueError:
        portal.error_log.raising(sys.exc_info())
    (found, *_older) = portal.error_log.getLogEntries()
    return found


@pytest.mark.parametrize("secret", [*SECRETS, "noor@voorbeeld"])
def test_nothing_of_a_person_is_kept(entry, secret):
    assert secret not in str(entry)


def test_what_went_wrong_is(entry):
    assert entry["type"] == "ValueError"
    assert "is no number" in entry["value"]
    assert "test_error_log" in entry["tb_text"]
    assert entry["username"] == entry["userid"]


def test_the_page_of_the_entry_can_be_shown(entry, portal):
    told = portal.error_log.getLogEntryById(entry["id"])
    assert "not kept" in told["req_html"]
