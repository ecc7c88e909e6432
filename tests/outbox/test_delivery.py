from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.delivery import CLAIM
from collective.eloket.outbox.delivery import do_job
from collective.eloket.outbox.delivery import LEASE
from collective.eloket.outbox.errors import JobFailedError
from collective.eloket.outbox.errors import JobsWaitingError
from collective.eloket.outbox.errors import OutboxMissingError
from collective.eloket.outbox.install import OutboxInstaller
from collective.eloket.outbox.jobs import due_ids
from collective.eloket.outbox.jobs import find_outbox
from collective.eloket.outbox.mail import MailHandler
from collective.eloket.outbox.model import MOST_ATTEMPTS
from collective.eloket.vault import service as vault
from datetime import timedelta
from plone.registry.interfaces import IRegistry
from tests.outbox.post import Post
from ZODB.POSException import ConflictError
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer
from zope.interface.verify import verifyObject

import logging
import pytest
import secrets
import transaction


PERSON = "citizen-" + "a" * 26


@implementer(IJobHandler)
class Recorder:
    """Does jobs of kind ``test``: remembers them, and fails when told so."""

    def __init__(self):
        self.done = []
        self.error = None

    def perform(self, payload, context):
        self.done.append((payload, context.job_id, context.attempt, context.person_id))
        if self.error is not None:
            context.site.description = "half done"
            raise self.error


@pytest.fixture
def handler(functional_portal):
    found = Recorder()
    registry = getGlobalSiteManager()
    registry.registerUtility(found, IJobHandler, name="test")
    yield found
    registry.unregisterUtility(found, IJobHandler, name="test")


@pytest.fixture
def site(functional_portal, handler):
    yield functional_portal
    transaction.abort()


def later(**delta):
    return utcnow() + timedelta(**delta)


def test_a_committed_job_is_done_once(site, handler):
    job_id = outbox.put("test", {"a": 1})
    assert outbox.run_due(site) == 1
    assert outbox.run_due(site) == 0
    assert handler.done == [({"a": 1}, job_id, 1, None)]
    assert outbox.waiting(site) == 0


def test_an_aborted_job_never_was(site, handler):
    outbox.put("test", {})
    transaction.abort()
    assert outbox.run_due(site) == 0
    assert handler.done == []


def test_a_job_is_sealed_for_its_person(site, handler):
    vault.new_person(PERSON)
    job_id = outbox.put("test", {"to": "noor@voorbeeld.example"}, person_id=PERSON)
    job = find_outbox(site).find(job_id)
    assert b"noor" not in job.sealed
    outbox.run_due(site)
    assert handler.done == [({"to": "noor@voorbeeld.example"}, job_id, 1, PERSON)]


def test_a_job_without_a_person_is_sealed_too(site, handler):
    job_id = outbox.put("test", {"secret": "planted"})
    assert b"planted" not in find_outbox(site).find(job_id).sealed


def test_who_was_erased_gets_no_news(site, handler):
    person = "citizen-" + secrets.token_hex(13)
    vault.new_person(person)
    outbox.put("test", {}, person_id=person)
    vault.forget_person(person)
    assert outbox.run_due(site) == 1
    assert handler.done == []
    assert outbox.waiting(site) == 0


def test_a_job_waits_for_its_time(site, handler):
    outbox.put("test", {}, not_before=later(hours=1))
    assert outbox.run_due(site) == 0
    assert outbox.waiting(site) == 1
    assert outbox.run_due(site, later(hours=1, seconds=1)) == 1


def test_what_waits_longest_tells_how_far_the_worker_is_behind(site):
    now = utcnow()
    assert outbox.oldest_due(site, now) == timedelta(0)
    outbox.put("test", {}, not_before=now + timedelta(hours=1))
    assert outbox.oldest_due(site, now) == timedelta(0)
    outbox.put("test", {}, not_before=now - timedelta(minutes=5))
    outbox.put("test", {}, not_before=now - timedelta(minutes=3))
    dead = outbox.put("test", {}, not_before=now - timedelta(days=5))
    find_outbox(site).find(dead).dead = True
    assert round(outbox.oldest_due(site, now).total_seconds()) == 300


def test_who_waits_longest_comes_first(site, handler):
    ids = [outbox.put("test", {}, not_before=later(hours=-n)) for n in (1, 3, 2)]
    assert due_ids(site, utcnow()) == [ids[1], ids[2], ids[0]]


def test_what_a_job_puts_is_done_too(site, handler):
    handler.perform = lambda payload, context: (
        outbox.put("test", {"left": payload["left"] - 1}) if payload["left"] else None
    )
    outbox.put("test", {"left": 2})
    assert outbox.run_due(site) == 3


@pytest.mark.parametrize(
    "error",
    [JobFailedError("x"), OSError("x"), KeyError("x"), RuntimeError("x")],
    ids=lambda error: type(error).__name__,
)
def test_a_failed_job_is_put_off_and_changes_nothing(site, handler, error, caplog):
    handler.error = error
    outbox.put("test", {})
    assert outbox.run_due(site) == 0
    assert site.description != "half done"
    assert outbox.waiting(site) == 1
    assert due_ids(site, utcnow()) == []
    handler.error = None
    assert outbox.run_due(site, later(seconds=6)) == 1
    assert [attempt for _p, _i, attempt, _who in handler.done] == [1, 2]


def test_a_job_that_another_worker_put_off_is_not_tried_at_once(site, handler):
    handler.error = JobFailedError("x")
    job_id = outbox.put("test", {})
    transaction.commit()
    # both looked at the same moment, and one was first
    first, second = due_ids(site, utcnow()), due_ids(site, utcnow())
    assert [do_job(site, one) for one in (*first, *second)] == [False, False]
    assert len(handler.done) == 1
    assert find_outbox(site).find(job_id).attempts == 1


def test_one_bad_job_does_not_hold_up_the_others(site, handler):
    outbox.put("nobody does this", {}, not_before=later(hours=-1))
    outbox.put("test", {})
    assert outbox.run_due(site) == 1
    assert len(handler.done) == 1


def test_a_hopeless_job_is_given_up_loudly(site, handler, caplog):
    handler.error = ValueError("noor@voorbeeld.example is no address")
    job_id = outbox.put("test", {})
    for tries in range(MOST_ATTEMPTS):
        assert outbox.given_up(site) == 0
        outbox.run_due(site, later(days=tries))
    assert (outbox.waiting(site), outbox.given_up(site)) == (0, 1)
    assert outbox.run_due(site, later(days=365)) == 0
    loud = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [job_id in record.getMessage() for record in loud] == [True]
    assert "ValueError at perform" in caplog.text


def test_the_log_does_not_repeat_the_words_of_an_error(site, handler, caplog):
    handler.error = ValueError("noor@voorbeeld.example is no address")
    outbox.put("test", {"to": "noor@voorbeeld.example"})
    outbox.run_due(site)
    assert caplog.records
    assert "noor" not in caplog.text


def test_a_conflict_is_no_failure(site, handler):
    handler.error = ConflictError()
    job_id = outbox.put("test", {})
    transaction.commit()
    assert do_job(site, job_id) is False
    assert find_outbox(site).find(job_id).attempts == 0
    handler.error = None
    assert outbox.run_due(site) == 1


def test_a_claimed_job_is_left_to_who_claimed_it(site, handler):
    job_id = outbox.put("test", {})
    side_store().put_if_absent(CLAIM, job_id, b"", LEASE)
    assert outbox.run_due(site) == 0
    assert handler.done == []
    side_store().sweep(utcnow() + LEASE)
    assert outbox.run_due(site) == 1


def test_a_job_that_another_worker_did_is_not_done_again(site, handler):
    job_id = outbox.put("test", {})
    assert outbox.run_due(site) == 1
    assert do_job(site, job_id) is False
    assert len(handler.done) == 1


def test_the_end_of_a_claim_that_ran_out_is_not_taken_from_another(
    site, handler, monkeypatch
):
    job_id = outbox.put("test", {}, not_before=later(hours=-1))
    transaction.commit()
    moments = [utcnow() - LEASE, utcnow()]
    monkeypatch.setattr(
        "collective.eloket.outbox.delivery.utcnow", lambda: moments.pop(0)
    )
    handler.perform = lambda *_: side_store().put(CLAIM, job_id, b"other", LEASE)
    assert do_job(site, job_id)
    assert side_store().get(CLAIM, job_id) == b"other"


def test_without_the_e_loket_there_is_no_outbox(site, handler):
    OutboxInstaller().uninstall(site)
    assert find_outbox(site) is None
    with pytest.raises(OutboxMissingError):
        outbox.put("test", {})


def test_the_outbox_does_not_leave_with_news_in_it(site, handler):
    installer = OutboxInstaller()
    job_id = outbox.put("test", {})
    with pytest.raises(JobsWaitingError):
        installer.check_may_leave(site)
    find_outbox(site).find(job_id).dead = True
    installer.check_may_leave(site)


def test_installing_twice_keeps_the_jobs(site, handler):
    outbox.put("test", {})
    OutboxInstaller().install(site)
    assert outbox.waiting(site) == 1


def test_a_mail_without_a_sender_waits(site, caplog):
    getUtility(IRegistry)["plone.email_from_address"] = None
    outbox.put("mail", {"to": "a@b.example", "subject": "s", "body": "b"})
    assert outbox.run_due(site) == 0
    assert "SenderMissingError" in caplog.text


def test_the_mail_handler_keeps_the_contract():
    assert verifyObject(IJobHandler, MailHandler())


def test_a_mail_is_sent_by_the_sites_own_mail_host(site):
    with Post() as post:
        registry = getUtility(IRegistry)
        registry["plone.email_from_address"] = "e-loket@b.example"
        registry["plone.email_from_name"] = "E-loket Één"
        registry["plone.smtp_host"] = "127.0.0.1"
        registry["plone.smtp_port"] = post.port
        payload = {"to": "noor@b.example", "subject": "Klaar (2026)", "body": "Dag é"}
        job_id = outbox.put("mail", payload)
        assert outbox.run_due(site) == 1
    (mail,) = post.mails
    assert mail["Message-ID"] == f"<{job_id}@b.example>"
    assert mail["From"] == "E-loket Één <e-loket@b.example>"
    assert mail["To"] == "noor@b.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().strip() == "Dag é"
