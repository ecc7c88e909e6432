"""What was given up: managers see it, are told once, and let it be tried again."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.dead_letters import DeadLetters
from collective.eloket.cases.dead_letters import tell_dead_letters
from collective.eloket.cases.dead_letters import TOLD
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox import dead
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.jobs import get_outbox
from datetime import timedelta
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface.verify import verifyObject

import pytest
import transaction


def bury(site, **more) -> str:
    """Put a mail that is given up already; return its id."""
    job_id = outbox.put("mail", {"to": "noor@geheim.example"}, **more)
    job = get_outbox(site).find(job_id)
    job.dead, job.attempts, job.failure = True, 30, "SMTPServerDisconnected"
    return job_id


@pytest.fixture
def site(portal, desk, monkeypatch):
    """A site with a manager, whose commits stay in the test."""
    monkeypatch.setattr("transaction.commit", lambda: None)
    side_store().delete(TOLD, "/".join(portal.getPhysicalPath()))
    house.make_manager("mia")
    return portal


def told(site):
    return [one for one in jobs(site, "mail") if "subject" in one]


def test_the_chore_is_of_the_worker():
    assert verifyObject(IChore, DeadLetters())


def test_managers_get_one_mail_for_many(site):
    for _number in range(3):
        bury(site)
    assert tell_dead_letters() == 3
    bury(site)
    assert tell_dead_letters() == 0
    (mail,) = told(site)
    assert mail["to"] == "mia@testegem.example"
    assert "kon 3 keer iets niet bezorgen" in mail["body"]
    assert "nog 180 dagen" in mail["body"]
    assert "geheim" not in mail["body"]


def test_nothing_is_told_while_all_is_delivered(site):
    outbox.put("mail", {"to": "noor@geheim.example"})
    assert tell_dead_letters() == 0
    assert told(site) == []


def test_where_nobody_can_be_told_the_log_says_so(site, caplog):
    api.user.revoke_roles(username="mia", roles=["Eloket Manager"])
    bury(site)
    assert tell_dead_letters() == 1
    assert "nobody can be told" in caplog.text


def test_what_is_tried_again_begins_anew_and_is_recorded(site, noor):
    job_id = bury(site, person_id=noor.id)
    assert [one.id for one in dead.dead_jobs(site)] == [job_id]
    assert dead.try_again(site, [job_id, job_id], "mia", "eid") == 1
    job = get_outbox(site).find(job_id)
    assert (job.dead, job.attempts) == (False, 0)
    assert dead.dead_jobs(site) == []
    entry = audit.find(subject=noor.id)[0].entry
    assert (entry.actor, entry.action, entry.means) == ("mia", "delivery.retry", "eid")


def test_what_is_let_go_is_gone_and_recorded(site, noor):
    job_id, other = bury(site, person_id=noor.id), bury(site)
    assert dead.let_go(site, [job_id, job_id], "mia", "eid") == 1
    assert [one.id for one in dead.dead_jobs(site)] == [other]
    assert get_outbox(site).find(job_id) is None
    entry = audit.find(subject=noor.id)[0].entry
    assert (entry.actor, entry.action, entry.means) == ("mia", "delivery.drop", "eid")


@pytest.mark.parametrize("act", [dead.try_again, dead.let_go])
def test_what_lives_or_is_gone_is_passed_over(site, act):
    living = outbox.put("mail", {"to": "noor@geheim.example"})
    get_outbox(site).find(living).attempts = 7
    assert act(site, [living, "unknown", ""], "mia") == 0
    assert get_outbox(site).find(living).attempts == 7


def test_what_was_given_up_long_ago_goes_by_itself(site, noor):
    api.portal.set_registry_record(dead.DAYS, 30)
    old, newer, living = bury(site, person_id=noor.id), bury(site), bury(site)
    now = utcnow()
    ages = {old: 30, newer: 29, living: 300}
    for job_id, days in ages.items():
        job = get_outbox(site).find(job_id)
        job.due = (now - timedelta(days=days, seconds=1)).timestamp()
    get_outbox(site).find(living).dead = False
    assert dead.let_old_go(site, now) == 1
    assert get_outbox(site).find(old) is None
    assert get_outbox(site).find(newer) is not None
    assert get_outbox(site).find(living) is not None
    entry = audit.find(subject=noor.id)[0].entry
    assert (entry.actor, entry.action) == ("worker", "delivery.drop")
    assert dead.let_old_go(site, now) == 0


def test_they_are_kept_for_half_a_year(site):
    assert dead.days_kept() == 180


def test_the_worker_lets_old_ones_go_in_all_sites(world):
    job_id = bury(world.portal)
    get_outbox(world.portal).find(job_id).due = 0.0
    transaction.commit()
    chore = getUtility(IChore, "dead-jobs")
    assert verifyObject(IChore, chore)
    chore.do()
    setSite(world.portal)
    world.refresh()
    assert outbox.given_up(world.portal) == 0


@pytest.fixture
def mia(world):
    with api.env.adopt_roles(["Manager"]):
        house.make_manager("mia")
    for _number in range(3):
        bury(world.portal)
    transaction.commit()
    return world.browser("mia")


def test_a_manager_sees_them_and_lets_them_be_tried_again(world, mia):
    address = f"{world.desk_url}/taken-niet-bezorgd"
    page = mia.get(address)
    assert page.text.count("SMTPServerDisconnected") == 3
    assert "geheim" not in page.text
    assert f'href="{world.desk_url}/taken"' in page.text
    assert "Terug naar de taken" in page.text
    assert "/taken-niet-bezorgd" in mia.get(world.tasks).text
    one = {"_csrf": house.hidden(page, "_csrf"), "id": house.hidden(page, "id")}
    assert "De worker probeert er 1 opnieuw" in mia.post(address, data=one).text
    left = mia.get(address)
    assert left.text.count("SMTPServerDisconnected") == 2
    done = mia.post(address, data={"_csrf": one["_csrf"], "all": "1"})
    assert "Alles werd bezorgd" in done.text
    world.refresh()
    assert outbox.given_up(world.portal) == 0


def test_a_manager_lets_one_go_and_never_all_at_once(world, mia):
    address = f"{world.desk_url}/taken-niet-bezorgd"
    page = mia.get(address)
    assert "180 dagen" in page.text
    token = house.hidden(page, "_csrf")
    one = {"_csrf": token, "id": house.hidden(page, "id"), "weg": "1"}
    assert "Weg: 1" in mia.post(address, data=one).text
    mia.post(address, data={"_csrf": token, "all": "1", "weg": "1"})
    world.refresh()
    assert outbox.given_up(world.portal) == 2


def test_reading_changes_nothing(world, mia):
    mia.get(f"{world.desk_url}/taken-niet-bezorgd?all=1")
    world.refresh()
    assert outbox.given_up(world.portal) == 3


def test_clerks_are_refused(world):
    page = world.browser("lieve").get(f"{world.desk_url}/taken-niet-bezorgd")
    assert page.status_code == 403
