"""Anchors of the audit leave once per period, and it is known whether they arrived."""

from collective.eloket.audit import service as audit
from collective.eloket.audit.anchors import anchors_in
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import anchoring
from collective.eloket.outbox import sealing
from collective.eloket.outbox import webhook
from collective.eloket.outbox.anchoring import anchors_left
from collective.eloket.outbox.anchoring import put_anchor
from collective.eloket.outbox.destinations import HOURS
from collective.eloket.outbox.destinations import MAIL
from collective.eloket.outbox.destinations import SETTINGS
from collective.eloket.outbox.destinations import WEBHOOK
from collective.eloket.outbox.interfaces import IChore
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from plone import api
from Products.CMFPlone.tests.utils import MockMailHost
from Products.MailHost.interfaces import IMailHost
from tests.documents.jobs import context
from tests.documents.jobs import jobs
from zope.component import getSiteManager
from zope.component import getUtility
from zope.interface.verify import verifyObject

import hmac
import json
import pytest
import requests
import responses
import secrets


HOOK = "https://keeper.example/anchors"
SECRET = "s" * 32


@pytest.fixture
def mails(portal):
    """Takes the mails of the site, which go nowhere."""
    portal.MailHost = host = MockMailHost("MailHost")
    manager = getSiteManager(portal)
    manager.unregisterUtility(provided=IMailHost)
    manager.registerUtility(host, IMailHost)
    return host.messages


@pytest.fixture
def site(portal, monkeypatch, mails):
    """A site with a sealed audit, whose anchors go to an address of this test alone."""
    monkeypatch.setattr("transaction.commit", lambda: None)
    monkeypatch.setenv("ELOKET_ANCHOR_SECRET", SECRET)
    audit.record(audit.AuditEntry("test", "machine", None, "test"))
    sealing.AuditSeals().do()
    to = f"anker-{secrets.token_hex(4)}@elders.example"
    api.portal.set_registry_record(SETTINGS[MAIL], to)
    api.portal.set_registry_record("plone.email_from_address", "e-loket@test.example")
    portal.anchors_to = to
    return portal


def waiting(site):
    return jobs(site, "anchor")


def perform(site, payload):
    getUtility(IJobHandler, name="anchor").perform(payload, context(site))


def test_the_chores_are_of_the_worker():
    for chore in (anchoring.Anchors(), sealing.AuditSeals()):
        assert verifyObject(IChore, chore)
    assert getUtility(IChore, name="audit-seals") is not None


def test_an_anchor_is_put_once_per_period(site):
    now = utcnow()
    assert put_anchor(now)
    assert not put_anchor(now + timedelta(hours=23))
    assert put_anchor(now + timedelta(hours=25))
    assert [one["to"] for one in waiting(site)] == [site.anchors_to] * 2


def test_the_period_is_a_setting(site):
    now = utcnow()
    api.portal.set_registry_record(HOURS, 1)
    assert put_anchor(now)
    assert put_anchor(now + timedelta(hours=2))


def test_a_new_destination_gets_its_anchor_at_once(site):
    assert put_anchor()
    api.portal.set_registry_record(SETTINGS[WEBHOOK], HOOK)
    assert put_anchor()
    assert {one["means"] for one in waiting(site)} == {MAIL, WEBHOOK}


def test_nothing_is_put_where_no_destination_is_set(site):
    api.portal.get_tool("portal_registry")[SETTINGS[MAIL]] = None
    assert not put_anchor()
    assert not anchors_left()


def test_while_nothing_is_sealed_there_is_no_anchor_to_miss(site, monkeypatch):
    monkeypatch.setattr(audit, "current_anchor", lambda: None)
    assert not put_anchor()
    assert anchors_left()


def test_the_mail_holds_the_anchor_in_one_piece(site, mails):
    put_anchor()
    (payload,) = waiting(site)
    assert not anchors_left()
    perform(site, payload)
    (sent,) = mails
    mail = message_from_bytes(sent, policy=default)
    assert mail["To"] == site.anchors_to
    (anchor,) = anchors_in(mail.get_content())
    assert str(anchor) == payload["anchor"]
    assert (anchor.count, anchor.head.hex()) == (payload["count"], payload["head"])
    assert anchors_left()


def test_an_anchor_that_is_two_periods_old_is_missed(site):
    put_anchor()
    perform(site, waiting(site)[0])
    assert anchors_left(utcnow() + timedelta(hours=47))
    assert not anchors_left(utcnow() + timedelta(hours=49))


def test_the_mail_is_written_in_four_languages(site):
    texts = {
        path.read_text().split("\n")[0] for path in anchoring.MAILS.glob("anchor.*.txt")
    }
    assert len(texts) == 4


@pytest.fixture
def hook(site):
    api.portal.get_tool("portal_registry")[SETTINGS[MAIL]] = None
    api.portal.set_registry_record(SETTINGS[WEBHOOK], f"{HOOK}/{secrets.token_hex(4)}")
    put_anchor()
    (payload,) = waiting(site)
    with responses.RequestsMock() as network:
        yield site, payload, network


def test_the_call_is_signed_and_can_be_told_from_a_repeat(hook):
    site, payload, network = hook
    network.post(payload["to"], status=204)
    perform(site, payload)
    call = network.calls[0].request
    assert json.loads(call.body)["anchor"] == payload["anchor"]
    assert call.headers["Idempotency-Key"] == "4f1a"
    moment, found = call.headers["X-Eloket-Signature"].split(",")
    signed = moment.removeprefix("t=").encode() + b"." + call.body
    wanted = hmac.new(SECRET.encode(), signed, "sha256").hexdigest()
    assert found == f"v1={wanted}"
    assert anchors_left()


@pytest.mark.parametrize(
    "answer", [{"status": 500}, {"status": 302}, {"body": ConnectionError()}], ids=str
)
def test_a_call_that_is_not_taken_is_tried_again(hook, answer):
    site, payload, network = hook
    if "body" in answer:
        answer = {"body": requests.ConnectionError(payload["to"])}
    network.post(payload["to"], headers={"Location": HOOK}, **answer)
    with pytest.raises(webhook.WebhookFailedError) as refusal:
        perform(site, payload)
    assert "keeper" not in str(refusal.value)
    assert not anchors_left()


@pytest.mark.parametrize(
    "variables",
    [
        {"ELOKET_ANCHOR_SECRET": ""},
        {"ELOKET_ANCHOR_SECRET": "s" * 31},
        {"ELOKET_ANCHOR_SECRET_FILE": "/nowhere"},
    ],
    ids=["none", "short", "two places"],
)
def test_no_call_leaves_unsigned(site, monkeypatch, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(webhook.SecretMissingError):
        webhook.send(HOOK, b"{}", "1")


def test_what_arrived_is_noted_without_the_address(site):
    key = anchoring.left_key(MAIL, site.anchors_to)
    assert "elders" not in key
    assert side_store().get(anchoring.LEFT, key) is None
