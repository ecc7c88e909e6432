"""What did not arrive is marked once; a report can do nothing else."""

from collective.eloket.audit import service as audit
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox import bounces
from collective.eloket.outbox.bounce_command import AGAIN
from collective.eloket.outbox.bounce_command import main
from collective.eloket.outbox.bounce_command import NEEDED
from collective.eloket.outbox.bounce_command import TAKEN
from collective.eloket.outbox.of_person import OutboxOfPerson
from collective.eloket.settings import environment
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from io import BytesIO
from tests.outbox.reports import report

import pytest
import secrets


NOW = datetime.now(UTC)
SITE, REFERENCE = "/plone", "2026-7F3K-92QX"
PAYLOAD = {"to": "Noor@voorbeeld.example", "subject": "s", "body": "b"}


@pytest.fixture
def person(portal):
    return f"citizen-{secrets.token_hex(4)}"


@pytest.fixture
def left(person):
    """A mail to somebody about a case left; return the id of its job."""
    reference = f"{REFERENCE}-{secrets.token_hex(3)}"
    job_id = secrets.token_hex(16)
    bounces.note_left(job_id, PAYLOAD | {"case": reference}, person, SITE)
    return job_id, reference


def bounced(job_id):
    return report(message_id=f"<{job_id}@testegem.example>")


def test_a_report_marks_case_and_address(left, person):
    job_id, reference = left
    assert bounces.failed_for_case(SITE, reference) is None
    found = bounces.take_report(bounced(job_id), NOW)
    assert (found.reference, found.person_id) == (reference, person)
    assert bounces.failed_for_case(SITE, reference) == NOW
    assert bounces.failed_for_person(person, "noor@VOORBEELD.example") == NOW


def test_another_site_or_case_or_address_is_not_marked(left, person):
    bounces.take_report(bounced(left[0]), NOW)
    assert bounces.failed_for_case("/other", left[1]) is None
    assert bounces.failed_for_case(SITE, "2026-0000-0000") is None
    assert bounces.failed_for_person(person, "new@voorbeeld.example") is None
    assert bounces.failed_for_person(person, None) is None
    assert bounces.failed_for_person("citizen-x", PAYLOAD["to"]) is None


def test_it_is_a_row_of_the_citizens_audit(left, person):
    bounces.take_report(bounced(left[0]), NOW)
    (row,) = audit.find(subject=person)
    assert (row.entry.action, row.entry.object) == ("mail.bounce", left[1])


def test_a_mail_is_marked_once(left, person):
    bounces.take_report(bounced(left[0]), NOW)
    bounces.forget_person(person)
    assert bounces.take_report(bounced(left[0]), NOW) is None
    assert bounces.failed_for_person(person, PAYLOAD["to"]) is None
    assert len(audit.find(subject=person)) == 1


def test_a_mail_that_never_left_marks_nothing(portal):
    assert bounces.take_report(bounced(secrets.token_hex(16)), NOW) is None


def test_a_report_that_comes_after_weeks_marks_nothing(left):
    late = datetime.now(UTC) + bounces.WAIT + timedelta(seconds=1)
    assert bounces.take_report(bounced(left[0]), late) is None


def test_nothing_is_noted_of_a_mail_to_staff(portal):
    job_id = secrets.token_hex(16)
    bounces.note_left(job_id, PAYLOAD, None, SITE)
    assert side_store().get(bounces.LEFT, job_id) is None


def test_no_address_lies_in_the_note(left):
    assert b"noor" not in side_store().get(bounces.LEFT, left[0]).lower()


def test_who_leaves_takes_it_along_and_is_forgotten(left, person):
    bounces.take_report(bounced(left[0]), NOW)
    room = OutboxOfPerson()
    assert ("news/not-arrived.json", {"at": NOW.isoformat()}) in room.export(person)
    room.erase(person)
    assert list(room.export(person)) == []


def test_a_case_that_is_gone_is_forgotten(left):
    bounces.take_report(bounced(left[0]), NOW)
    bounces.forget_case(SITE, left[1])
    assert bounces.failed_for_case(SITE, left[1]) is None


def test_the_command_takes_a_report(left, monkeypatch):
    monkeypatch.setenv(NEEDED, environment().side_store)
    assert main([], BytesIO(bounced(left[0]))) == TAKEN
    assert bounces.failed_for_case(SITE, left[1]) is not None


@pytest.mark.parametrize("message", [b"", b"Subject: x\n\nDag\n", b"\0" * 300_000])
def test_the_command_passes_over_all_else(portal, monkeypatch, message):
    monkeypatch.setenv(NEEDED, environment().side_store)
    assert main([], BytesIO(message)) == TAKEN


def test_without_its_database_the_report_waits(left, monkeypatch, capsys):
    monkeypatch.delenv(NEEDED, raising=False)
    assert main([], BytesIO(bounced(left[0]))) == AGAIN
    assert NEEDED in capsys.readouterr().err
    assert bounces.failed_for_case(SITE, left[1]) is None


class Dead:
    """A side store that does not answer."""

    def get(self, *_args):
        raise SideStoreError("locked")


def test_when_the_database_does_not_answer_the_report_waits(left, monkeypatch, capsys):
    monkeypatch.setenv(NEEDED, environment().side_store)
    alive = side_store()
    ephemeral.use(Dead())
    try:
        assert main([], BytesIO(bounced(left[0]))) == AGAIN
    finally:
        ephemeral.use(alive)
    assert "SideStoreError" in capsys.readouterr().err
    assert main([], BytesIO(bounced(left[0]))) == TAKEN
