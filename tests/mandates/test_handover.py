"""Families come and go with the e-loket, and leave nothing behind."""

from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.mandates import deciding
from collective.eloket.mandates import store
from collective.eloket.mandates.errors import FamiliesStillKnownError
from collective.eloket.vault import service as vault
from tests.mandates import house
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

import pytest


def room():
    return getUtility(IRoomData, name="mandates")


def installer():
    return getUtility(IRoomInstaller, name="mandates")


def test_everything_is_handed_over_opened(portal, noor):
    id = house.verified(noor)
    deciding.shut_out("lieve", house.pair(house.JAN), house.REASON)
    assert room().count(portal) == 2
    found = dict(room().export(portal))
    said = found[f"persons/{noor.id}/family-{id}.json"]
    assert said["number"] == house.SAM
    assert (said["state"], said["given_names"]) == ("verified", "Sam")
    assert found["shut-outs/0.json"]["reason"] == house.REASON


def test_parents_and_children_are_people_with_data_here(portal, noor):
    house.add(noor)
    found = list(room().person_ids(portal))
    assert noor.id in found
    assert len(set(found)) == 2


def test_of_who_was_erased_only_the_state_is_left(portal, noor):
    house.add(noor)
    vault.forget_person(noor.id)
    ((_path, said),) = room().export(portal)
    assert said["erased"] is True
    assert "number" not in said


def test_erased_there_is_nothing(portal, noor):
    house.verified(noor)
    deciding.shut_out("lieve", house.pair(house.JAN), house.REASON)
    room().erase(portal)
    assert room().count(portal) == 0
    assert not any(store.tree(name) for name in store.TREES)


def test_the_eloket_cannot_leave_with_families(portal, noor):
    installer().check_may_leave(portal)
    house.add(noor)
    with pytest.raises(FamiliesStillKnownError):
        installer().check_may_leave(portal)


def test_it_comes_twice_and_leaves_once(portal, noor):
    house.add(noor)
    installer().install(portal)
    assert room().count(portal) == 1
    installer().uninstall(portal)
    assert not set(store.TREES) & set(IAnnotations(portal))
