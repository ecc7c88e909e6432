"""Reading or taking along unusually many cases is told to managers."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import alarm
from collective.eloket.cases.alarming import Alarms
from collective.eloket.cases.alarming import tell_alarms
from collective.eloket.clock import utcnow
from collective.eloket.outbox.interfaces import IChore
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest
import transaction


@pytest.fixture
def watched(portal, lieve, monkeypatch):
    """A site where three reads in an hour are usual, and four rows; Mia manages it."""
    monkeypatch.setattr("transaction.commit", lambda: None)
    house.make_manager("mia")
    api.portal.set_registry_record(alarm.READS_SETTING, 3)
    api.portal.set_registry_record(alarm.ROWS_SETTING, 4)
    return portal


@pytest.fixture
def since():
    """When the test began: other tests leave rows that cannot be read."""
    return utcnow()


def alarms(since):
    rows = audit.find(since=since)
    found = [row.entry for row in rows if "alarm" in row.entry.action]
    return [(entry.actor, entry.action) for entry in found]


def mails(portal):
    return jobs(portal, "mail")


def test_more_reads_than_usual_are_told_once(watched, since):
    for _time in range(3):
        alarm.note_read("reader-1")
    assert tell_alarms() == 0
    for _time in range(3):
        alarm.note_read("reader-1")
    assert tell_alarms() == 1
    assert tell_alarms() == 0
    (mail,) = [one for one in mails(watched) if "Ongewoon" in one["subject"]]
    assert mail["to"] == "mia@testegem.example"
    assert "reader-1 opende in een uur 4 keer" in mail["body"]
    assert ("reader-1", "cases.alarm.reads") in alarms(since)


def test_data_of_more_persons_than_usual_is_told_whatever_the_road(watched, since):
    api.portal.set_registry_record(alarm.PERSONS_SETTING, 2)
    for number, action in enumerate(("citizen.search", "address.view", "family.view")):
        alarm.look_for_many_persons()
        assert ("seer-1", "cases.alarm.persons") not in alarms(since)
        audit.record(audit.AuditEntry("seer-1", "clerk", f"person-{number}", action))
    for _time in range(2):
        alarm.look_for_many_persons()
    assert alarms(since).count(("seer-1", "cases.alarm.persons")) == 1
    tell_alarms()
    bodies = [one["body"] for one in mails(watched)]
    assert any("seer-1 zag in een uur gegevens van 3 burgers" in one for one in bodies)


def test_persons_are_not_counted_when_the_setting_says_never(watched, since):
    api.portal.set_registry_record(alarm.PERSONS_SETTING, 0)
    audit.record(audit.AuditEntry("seer-2", "clerk", "person-1", "address.view"))
    alarm.look_for_many_persons()
    assert ("seer-2", "cases.alarm.persons") not in alarms(since)


def test_each_clerk_counts_alone(watched):
    for number in range(8):
        alarm.note_read(f"alone-{number % 4}")
    assert tell_alarms() == 0


@pytest.mark.parametrize("number, told", [(4, 0), (5, 1)])
def test_a_long_list_is_told(watched, since, number, told):
    alarm.note_rows(f"exporter-{number}", number)
    assert tell_alarms() == told
    if told:
        (mail,) = [one for one in mails(watched) if "lijst" in one["subject"]]
        assert "lijst van 5 aanvragen" in mail["body"]
        assert (f"exporter-{number}", "cases.alarm.rows") in alarms(since)


def test_a_site_may_want_no_alarm(watched):
    api.portal.set_registry_record(alarm.READS_SETTING, 0)
    api.portal.set_registry_record(alarm.ROWS_SETTING, 0)
    for _time in range(9):
        alarm.note_read("reader-2")
    alarm.note_rows("reader-2", 1_000_000)
    assert tell_alarms() == 0


def test_what_was_not_told_yet_waits(watched, monkeypatch):
    alarm.note_rows("exporter-x", 9)

    def broken():
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("transaction.commit", broken)
        with pytest.raises(RuntimeError):
            tell_alarms()
    assert tell_alarms() == 1


def test_where_nobody_manages_it_is_recorded_only(watched):
    with api.env.adopt_roles(["Manager"]):
        api.user.revoke_roles(username="mia", roles=["Eloket Manager"])
    before = len(mails(watched))
    alarm.note_rows("exporter-y", 9)
    assert tell_alarms() == 1
    assert len(mails(watched)) == before


def test_the_worker_does_it():
    assert verifyObject(IChore, Alarms())


def test_the_pages_count(world, monkeypatch):
    read, rows = [], []
    monkeypatch.setattr(
        "collective.eloket.cases.browser.handling.note_read", read.append
    )
    monkeypatch.setattr(
        "collective.eloket.cases.exporting.note_rows",
        lambda clerk, number: rows.append((clerk, number)),
    )
    transaction.begin()
    api.user.grant_roles(username="lieve", roles=["Eloket Manager"])
    transaction.commit()
    lieve = world.browser("lieve")
    lieve.get(f"{world.tasks}/{world.reference}")
    lieve.get(f"{world.tasks}?vorm=csv")
    assert read == ["lieve"]
    assert rows == [("lieve", 1)]
    assert getUtility(IChore, name="case-alarms")
