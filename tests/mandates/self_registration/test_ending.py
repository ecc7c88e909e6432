"""A request that was decided goes after its days; an erased citizen's at once."""

from collective.eloket.audit import service as audit
from collective.eloket.mandates import service
from collective.eloket.mandates.enterprises import store as holdings
from collective.eloket.mandates.self_registration import deciding
from collective.eloket.mandates.self_registration import ending
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.errors import RequestUnknownError
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.rights import erasure
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import TODAY
from tests.mandates.self_registration import house
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface.verify import verifyObject

import pytest
import transaction


#: What is set in a new site.
LAST = TODAY + timedelta(days=730)
NEXT = LAST + timedelta(days=1)


def kept() -> set[str]:
    return set(store.tree(store.REQUESTS))


def held() -> list[str]:
    found = holdings.find_held(organisations.key(NOOR), BAKERY.code)
    return [one.right for one in found]


@pytest.mark.parametrize("become", [house.approve, house.refuse, None])
def test_what_ended_goes_after_its_days(bram, noor, become):
    id = house.ask(noor)
    if become is None:
        house.withdraw(noor, id)
    else:
        become(bram, id)
    had = held()
    assert ending.let_go(LAST) == 0
    assert kept() == {id}
    assert ending.let_go(NEXT) == 1
    assert not any(store.tree(name) for name in store.TREES)
    # what was given by it stays, and the audit says what went
    assert held() == had
    last = next(iter(audit.find(noor.id))).entry
    assert (last.action, last.actor, last.object) == (
        "access_request.delete",
        "worker",
        id,
    )


def test_what_waits_is_kept(bram, noor):
    id = house.ask(noor)
    assert ending.let_go(NEXT) == 0
    assert kept() == {id}


def test_the_days_are_a_setting(bram, noor):
    house.refuse(bram, house.ask(noor))
    api.portal.set_registry_record(ending.DAYS, 30)
    assert ending.let_go(TODAY + timedelta(days=30)) == 0
    assert ending.let_go(TODAY + timedelta(days=31)) == 1


def test_without_the_setting_it_is_two_years(portal):
    record = api.portal.get_registry_record(ending.DAYS)
    assert record == ending.USUAL_DAYS == ending.days_kept()


def test_many_go_in_several_turns(bram, noor, monkeypatch):
    monkeypatch.setattr(ending, "MOST_AT_ONCE", 1)
    for _time in range(2):
        house.refuse(bram, house.ask(noor))
    assert ending.let_go(NEXT) == 1
    assert len(kept()) == 1


def test_the_worker_does_it_in_all_sites(world, day, monkeypatch):
    organisations.set_rights()
    with organisations.asked(organisations.Register()):
        karel = families.parent("Karel", organisations.KAREL)
        organisations.give(karel, families.BRAM, right=organisations.LOCAL)
        house.refuse(world.bram, house.ask(world.noor))
    transaction.commit()
    chore = getUtility(IChore, name="ended_access_requests")
    assert verifyObject(IChore, chore)
    for moment, left in ((LAST, 1), (NEXT, 0)):
        now = datetime.combine(moment, time(12), UTC)
        monkeypatch.setattr(ending, "utcnow", lambda now=now: now)
        chore.do()
        setSite(world.portal)
        transaction.begin()
        assert len(kept()) == left


def test_an_erased_citizen_has_no_request_and_no_mandate_left(bram, noor):
    house.approve(bram, house.ask(noor))
    id = house.ask(noor, house.wish(right=organisations.WITH), contexts=["zorg"])
    mandate = f"o{BAKERY.code}"
    assert service.is_live(noor.id, mandate, organisations.PLAIN)
    erasure.ask(noor.id, noor.id, "Ik verhuis")
    erasure.erase("mia", noor.id, "Op eigen vraag")
    assert kept() == set()
    assert held() == []
    assert not service.is_live(noor.id, mandate, organisations.PLAIN)
    assert deciding.tasks(families.session(bram)) == []
    with pytest.raises(RequestUnknownError):
        house.approve(bram, id)
    # who registers anew with that number begins anew
    again = families.parent()
    assert not service.is_live(again.id, mandate)
