from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import service
from collective.eloket.mandates import store
from collective.eloket.vault.interfaces import IPersonData
from tests.mandates import house
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def room(functional_portal):
    return getUtility(IPersonData, "mandates")


def test_what_is_kept_of_a_parent_goes_along_and_goes_away(room):
    assert verifyObject(IPersonData, room)
    noor = house.parent()
    assert list(room.export(noor.id)) == []
    assert room.level(noor.id) == AssuranceLevel.NONE
    id = house.verified(noor)
    ((path, content),) = room.export(noor.id)
    assert path == f"family-{id}.json"
    assert content
    assert room.level(noor.id) == AssuranceLevel.SUBSTANTIAL
    room.erase(noor.id)
    assert list(store.of_person(noor.id)) == []
    assert list(room.export(noor.id)) == []
    assert not service.is_live(noor.id, id)
