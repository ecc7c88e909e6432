"""Who handles requests reads above the list what is wrong with the installation."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.browser.notices import NO_ANCHORS
from collective.eloket.cases.browser.notices import notices
from collective.eloket.cases.browser.notices import SILENT
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.heartbeat import HEARTBEAT
from collective.eloket.outbox.heartbeat import tell_alive

import pytest


@pytest.fixture
def site(portal, monkeypatch):
    """A site as in production, with a worker and a sealed audit; anchors go nowhere."""
    monkeypatch.setenv("ELOKET_SANDBOX", "")
    audit.record(audit.AuditEntry("test", "machine", None, "test"))
    audit.seal_new_rows()
    tell_alive("test")
    return portal


def test_clerks_read_that_the_worker_is_silent(site):
    assert notices(is_manager=False) == []
    side_store().delete(HEARTBEAT, "last")
    assert notices(is_manager=False) == [SILENT]


def test_managers_read_that_anchors_go_nowhere(site):
    assert notices(is_manager=True) == [NO_ANCHORS]


def test_a_sandbox_needs_no_anchors(site, monkeypatch):
    monkeypatch.setenv("ELOKET_SANDBOX", "1")
    assert notices(is_manager=True) == []


def test_the_words_stand_above_the_list(world):
    side_store().delete(HEARTBEAT, "last")
    page = world.browser("lieve").get(world.tasks)
    assert "de worker geeft geen teken van leven" in page.text
    tell_alive("test")
    page = world.browser("lieve").get(world.tasks)
    assert "de worker geeft geen teken van leven" not in page.text
