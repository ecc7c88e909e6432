"""Nobody decides: managers are reminded once, and then the request ends by itself."""

from collective.eloket.audit import service as audit
from collective.eloket.mandates.enterprises import store as holdings
from collective.eloket.mandates.self_registration import asking
from collective.eloket.mandates.self_registration import deciding
from collective.eloket.mandates.self_registration import ending
from collective.eloket.mandates.self_registration import errors
from collective.eloket.mandates.self_registration import expiring
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration import term
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.vault import service as vault
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.accounts.people import mailed
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import NOOR
from tests.mandates.self_registration import house
from zope.component import getUtility
from zope.component.hooks import setSite

import pytest
import transaction


def days(count: int, id: str) -> date:
    """Return the day so many after a request was sent."""
    return date.fromisoformat(store.find(id).sent) + timedelta(days=count)


def mails() -> list[dict]:
    return mailed(api.portal.get())


def state(id: str) -> str:
    return store.find(id).state


def test_it_ends_on_the_day_after_its_last_one(bram, noor, day):
    id = house.ask(noor)
    before = len(mails())
    assert expiring.expire(days(90, id)) == 0
    assert state(id) == State.OPEN
    assert expiring.expire(days(91, id)) == 1
    assert state(id) == State.EXPIRED
    assert not list(store.open_of(BAKERY.code))
    (mail,) = mails()[before:]
    assert mail["to"] == "noor@proefmans.example"
    assert "is verlopen" in mail["subject"]
    assert "Niemand besliste op tijd" in mail["body"]
    assert "Bakkerij Proefmans bv" in mail["body"]
    last = next(iter(audit.find(noor.id))).entry
    assert (last.action, last.actor, last.object) == (
        "access_request.expire",
        "worker",
        id,
    )
    # nothing was given, and it is told once
    assert holdings.find_held(organisations.key(NOOR), BAKERY.code) == ()
    assert expiring.expire(days(91, id)) == 0


def test_managers_are_reminded_once_and_not_too_early(bram, noor, karel):
    organisations.give(karel, families.JAN, right=organisations.MAIN)
    id = house.ask(noor)
    before = len(mails())
    assert expiring.remind(days(75, id)) == 0
    assert expiring.remind(days(76, id)) == 1
    (mail,) = mails()[before:]
    assert mail["to"] == "noor@bakkerij.example"
    assert "verloopt binnenkort" in mail["subject"]
    assert "Mijn taken" in mail["body"]
    last = deciding.own_request(families.session(noor), id)
    assert str(term.last_day(last).year) in mail["body"]
    assert "subsidies" not in mail["body"]
    assert expiring.remind(days(90, id)) == 0
    assert state(id) == State.OPEN
    assert expiring.expire(days(91, id)) == 1


@pytest.mark.parametrize("become", [house.approve, house.refuse, None])
def test_what_was_decided_is_over_and_nobody_is_reminded(bram, noor, become):
    id = house.ask(noor)
    if become is None:
        house.withdraw(noor, id)
    else:
        become(bram, id)
    now = state(id)
    before = len(mails())
    assert expiring.remind(days(90, id)) == expiring.expire(days(900, id)) == 0
    assert state(id) == now
    assert len(mails()) == before


def test_term_and_reminder_are_settings(bram, noor):
    assert term.term() == timedelta(days=term.USUAL_TERM)
    assert term.reminded_after() == timedelta(days=76)
    api.portal.set_registry_record(term.TERM, 10)
    id = house.ask(noor)
    assert term.reminded_after() == timedelta()
    assert expiring.remind(days(0, id)) == 1
    assert expiring.expire(days(10, id)) == 0
    assert expiring.expire(days(11, id)) == 1
    api.portal.set_registry_record(term.REMINDER, 3)
    assert term.reminded_after() == timedelta(days=7)


def test_when_its_term_is_over_nobody_decides_though_the_worker_is_late(
    bram, noor, day
):
    id = house.ask(noor)
    day(days(90, id))
    assert len(deciding.tasks(families.session(bram))) == 1
    day(days(91, id))
    assert deciding.tasks(families.session(bram)) == []
    for decide in (house.approve, house.refuse):
        with pytest.raises(errors.RequestExpiredError):
            decide(bram, id)
    assert state(id) == State.OPEN
    expiring.expire(days(91, id))
    for act, who in ((house.approve, bram), (house.refuse, bram)):
        with pytest.raises(errors.RequestExpiredError):
            act(who, id)
    with pytest.raises(errors.RequestExpiredError):
        house.withdraw(noor, id)


def test_it_is_asked_again_after_that(bram, noor):
    id = house.ask(noor)
    with pytest.raises(errors.RequestKnownError):
        house.ask(noor)
    expiring.expire(days(91, id))
    again = house.ask(noor)
    assert again != id
    found = asking.own_requests(noor.id)
    assert {one.id: one.state for one in found} == {
        id: State.EXPIRED,
        again: State.OPEN,
    }


def test_what_ended_so_goes_after_its_days_too(bram, noor):
    id = house.ask(noor)
    ended = days(91, id)
    expiring.expire(ended)
    assert ending.let_go(ended + timedelta(days=730)) == 0
    assert ending.let_go(ended + timedelta(days=731)) == 1
    assert not any(store.tree(name) for name in store.TREES)


@pytest.mark.parametrize("act", [expiring.expire, expiring.remind])
def test_a_silent_register_keeps_nothing_waiting(bram, noor, register, act):
    id = house.ask(noor)
    before = len(mails())
    register.silent = True
    assert act(days(91, id)) == 1
    (mail,) = mails()[before:]
    assert 'organisatie "0999.999.922"' in mail["body"].replace("\n", " ")


@pytest.mark.parametrize("act", [expiring.expire, expiring.remind])
def test_a_request_of_who_was_erased_goes(bram, noor, act):
    id = house.ask(noor)
    over = days(91, id)
    vault.forget_person(noor.id)
    assert act(over) == 1
    assert store.find(id) is None
    assert not any(store.tree(name) for name in store.TREES)


def test_many_end_in_several_turns_reminded_or_not(bram, noor, karel, monkeypatch):
    monkeypatch.setattr(expiring, "MOST_AT_ONCE", 1)
    first, second = house.ask(noor), house.ask(karel)
    over = days(91, first)
    assert expiring.remind(over) == 1
    assert expiring.expire(over) == 1
    assert len(list(store.open_of(BAKERY.code))) == 1
    assert expiring.expire(over) == 1
    assert state(first) == state(second) == State.EXPIRED


def test_the_worker_reminds_and_ends_in_all_sites(world, day, monkeypatch):
    organisations.set_rights()
    with organisations.asked(organisations.Register()):
        karel = families.parent("Karel", organisations.KAREL)
        organisations.give(karel, families.BRAM, right=organisations.LOCAL)
        id = house.ask(world.noor)
        transaction.commit()
        chore = getUtility(ending.IChore, name="ended_access_requests")
        for count, subject in (
            (76, "verloopt binnenkort"),
            (90, "verloopt binnenkort"),
            (91, "is verlopen"),
        ):
            now = datetime.combine(days(count, id), time(12), UTC)
            monkeypatch.setattr(ending, "utcnow", lambda now=now: now)
            chore.do()
            setSite(world.portal)
            assert subject in world.mails()[-1]["subject"]
    assert state(id) == State.EXPIRED
    page = world.browser(world.noor).get(f"{world.desk_url}/zelfregistratie/volg/{id}")
    assert "Verlopen" in page.text
    assert "Niemand besliste op tijd" in page.text
    assert "trek_in" not in page.text
    mine = world.browser(world.noor).get(f"{world.desk_url}/mijn-volmachten").text
    assert ": Verlopen" in mine.replace("<tal:state>", "")


def test_one_that_is_older_than_terms_are_waits_until_it_is_decided(bram, noor):
    id = house.ask(noor)
    kept, over = store.find(id), days(91, id)
    store.tree(store.WAITING).clear()
    del kept.sent
    assert expiring.remind(over) == expiring.expire(over) == 0
    house.approve(bram, id)
    assert state(id) == State.APPROVED
    assert not list(store.open_of(BAKERY.code))
