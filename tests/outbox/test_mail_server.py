"""A mail server that is gone, or hangs: mails wait, letters do not wait for them."""

from collective.eloket.clock import utcnow
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.delivery import LEASE
from collective.eloket.outbox.heartbeat import SILENCE
from collective.eloket.outbox.jobs import find_outbox
from collective.eloket.outbox.worker import MOST_FAILURES
from collective.eloket.outbox.worker import Worker
from datetime import timedelta
from plone.registry.interfaces import IRegistry
from smtplib import SMTP
from tests.outbox.post import Post
from tests.outbox.test_rounds import handler
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.sendmail.mailer import SMTPMailer

import pytest
import socket
import transaction


__all__ = ["handler"]

MAIL = {"to": "noor@voorbeeld.example", "subject": "Klaar", "body": "Dag Noor"}
LATER = timedelta(seconds=6)


@pytest.fixture
def site(functional_portal, handler):
    registry = getUtility(IRegistry)
    registry["plone.email_from_address"] = "e-loket@testegem.example"
    registry["plone.smtp_host"] = "127.0.0.1"
    return functional_portal


def mail_port(number: int) -> None:
    getUtility(IRegistry)["plone.smtp_port"] = number


@pytest.fixture
def silent():
    """A mail server that takes calls and never says a word; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def hasty(monkeypatch):
    """Whoever waits for a mail server waits a twentieth of the time."""

    def mailer(host, port, timeout):
        return SMTP(host, port, timeout=timeout / 20)

    monkeypatch.setattr(SMTPMailer, "smtp", staticmethod(mailer))


def states(site) -> list[tuple[str, int, str | None]]:
    transaction.begin()
    jobs = find_outbox(site).items()
    return sorted((job.kind, job.attempts, job.failure) for _id, job in jobs)


def test_a_mail_waits_for_a_server_that_is_gone(site, caplog):
    with Post() as post:
        port = post.port
    mail_port(port)
    job_id = outbox.put("mail", MAIL)
    assert outbox.run_due(site) == 0
    assert states(site) == [("mail", 1, "ConnectionRefusedError")]
    assert "noor" not in caplog.text
    with Post() as post:
        mail_port(post.port)
        transaction.commit()
        assert outbox.run_due(site, utcnow() + LATER) == 1
    assert post.ids_of("Klaar") == [f"<{job_id}@testegem.example>"]


def test_a_server_that_hangs_is_left_alone_after_a_while(site, silent, hasty):
    mail_port(silent)
    outbox.put("mail", MAIL)
    assert outbox.run_due(site) == 0
    ((kind, attempts, failure),) = states(site)
    assert (kind, attempts) == ("mail", 1)
    assert failure in ("TimeoutError", "SMTPServerDisconnected")


def test_waiting_ends_before_the_worker_seems_dead_or_loses_its_claim(site):
    waits = timedelta(seconds=SMTPMailer().timeout)
    assert waits * 2 < SILENCE < LEASE


def test_what_is_no_mail_does_not_wait_for_all_mails(site, silent, hasty, handler):
    done = []
    handler.act = lambda: done.append(1)
    mail_port(silent)
    for _number in range(MOST_FAILURES + 2):
        outbox.put("mail", MAIL)
    outbox.put("test", {})
    transaction.commit()
    Worker().round()
    setSite(site)
    tried = [attempts for kind, attempts, _failure in states(site) if kind == "mail"]
    assert done == [1]
    assert sorted(tried) == [0, 0, *[1] * MOST_FAILURES]
