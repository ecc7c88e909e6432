from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.subscribers import record_view
from collective.eloket.http.audited import tell_viewed
from collective.eloket.http.errors import AuditMissingError
from collective.eloket.interfaces import IPersonalDataViewed
from collective.eloket.interfaces import PersonalDataViewed
from zope.component import getGlobalSiteManager

import pytest


def viewed(**changes):
    values = {
        "actor": "clerk-1",
        "role": "clerk",
        "subject": "citizen-a",
        "action": "case.view",
        "object": "2026-7F3K-92QX",
        "purpose": "treatment",
        "means": "password",
    }
    return PersonalDataViewed(**(values | changes))


def test_a_view_is_recorded_before_it_is_shown(audit):
    event = viewed()
    record_view(event)
    assert event.recorded
    (row,) = audit.find(subject="citizen-a")
    for name in ("actor", "role", "subject", "action", "object", "purpose", "means"):
        assert getattr(row.entry, name) == getattr(event, name)


def test_a_view_that_cannot_be_recorded_is_refused(audit, run):
    run("DROP TABLE audit")
    event = viewed()
    with pytest.raises(AuditUnavailableError) as refusal:
        record_view(event)
    assert isinstance(refusal.value, AuditMissingError)
    assert not event.recorded


def test_a_page_tells_the_audit(portal, audit):
    tell_viewed(portal.REQUEST, subject="citizen-a", action="case.view", object="ref")
    (row,) = audit.find(subject="citizen-a")
    assert (row.entry.action, row.entry.object) == ("case.view", "ref")


def test_a_page_is_refused_when_nobody_records_it(portal, audit):
    registry = getGlobalSiteManager()
    registry.unregisterHandler(record_view, (IPersonalDataViewed,))
    try:
        with pytest.raises(AuditMissingError):
            tell_viewed(portal.REQUEST, subject="citizen-a", action="case.view")
    finally:
        registry.registerHandler(record_view, (IPersonalDataViewed,))
    assert audit.find() == []


def test_a_page_is_refused_when_the_database_is_down(portal, audit, run):
    run("DROP TABLE audit")
    with pytest.raises(AuditMissingError):
        tell_viewed(portal.REQUEST, subject="citizen-a", action="case.view")
