"""A mail to a citizen is a row of their audit; one to staff is nobody's."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.outbox import mail
from tests.documents.jobs import context

import pytest
import secrets
import transaction


MAIL = {"to": "noor@voorbeeld.example", "subject": "Klaar", "body": "Dag"}


@pytest.fixture
def person(portal, monkeypatch):
    """Somebody's id; the mail server takes what is sent, or does not."""
    sent = []
    monkeypatch.setattr(mail, "send", lambda payload, _job: sent.append(payload))
    return f"citizen-{secrets.token_hex(4)}"


def outcomes(person):
    rows = audit.find(subject=person)
    return [(row.entry.role, row.entry.action, row.entry.outcome) for row in rows]


@pytest.mark.parametrize(
    "end, outcome", [(transaction.commit, "done"), (transaction.abort, "failed")]
)
def test_a_mail_to_a_citizen_is_recorded_with_how_it_ended(
    person, portal, end, outcome
):
    transaction.begin()
    mail.MailHandler().perform(MAIL, context(portal, person_id=person))
    end()
    assert outcomes(person) == [
        ("worker", "mail.send", outcome),
        ("worker", "mail.send", "attempted"),
    ]


def test_a_mail_to_staff_is_nobodys(person, portal):
    since = utcnow()
    mail.MailHandler().perform(MAIL, context(portal))
    found = {row.entry.action for row in audit.choose(audit.Choice(since=since))}
    assert "mail.send" not in found
