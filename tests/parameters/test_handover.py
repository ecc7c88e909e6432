from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IRoomData
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import reading
from collective.eloket.parameters import service
from collective.eloket.parameters.handover import ParametersData
from collective.eloket.parameters.of_person import ParametersOfPerson
from collective.eloket.vault import service as vault
from collective.eloket.vault.interfaces import IPersonData
from tests.cases.house import evidence
from tests.identity.eid.house import card
from tests.parameters.card_house import cards_are_read
from tests.parameters.card_house import read
from tests.parameters.card_house import Session
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def data(integration):
    return ParametersData()


@pytest.fixture
def noor(integration):
    someone = new_citizen_id()
    vault.new_person(someone)
    service.remember(someone, evidence("Noor", "Voorbeeld", "noor-sub"))
    service.set_own(someone, {"email": "noor@voorbeeld.example"})
    return someone


def test_keeps_the_contract(data):
    assert verifyObject(IRoomData, data)


def test_values_are_handed_over_with_who_vouches_for_them(portal, data, noor):
    ((path, known),) = data.export(portal)
    assert path == f"persons/{noor}/parameters.json"
    assert known["family_name"] == {
        "value": "Voorbeeld",
        "source": "provider",
        "level": "high",
        "at": known["family_name"]["at"],
    }
    assert known["email"]["source"] == "self"


def test_of_who_was_erased_nothing_is_left_to_hand_over(portal, data, noor):
    vault.forget_person(noor)
    ((_path, known),) = data.export(portal)
    assert known == {"erased": True}


def test_an_address_that_waits_for_a_clerk_is_handed_over_and_erased(
    portal, data, noor, tmp_path
):
    session = Session(noor)
    with cards_are_read(tmp_path):
        found = reading.find(session, read(session, card("ec")))
    address_tasks.add(noor, found)
    assert data.count(portal) == 2
    _parameters, (path, waiting) = data.export(portal)
    (task,) = address_tasks.every()
    assert path == f"persons/{noor}/address-{task.id[:16]}.json"
    assert waiting["values"]["street"] == "Voorbeeldstraat 12"
    data.erase(portal)
    assert list(address_tasks.every()) == []


def test_what_is_erased_is_found_no_more(portal, data, noor):
    assert (data.count(portal), list(data.person_ids(portal))) == (1, [noor])
    assert service.find_by_email("noor@voorbeeld.example") == [noor]
    for _time in range(2):
        data.erase(portal)
        assert (data.count(portal), list(data.person_ids(portal))) == (0, [])
        assert service.find_by_email("noor@voorbeeld.example") == []


def test_one_person_is_told_what_is_known_and_what_waits(portal, data, noor, tmp_path):
    one = ParametersOfPerson()
    assert verifyObject(IPersonData, one)
    ((path, known),) = one.export(noor)
    assert (path, known["family_name"]["value"]) == ("parameters.json", "Voorbeeld")
    session = Session(noor)
    with cards_are_read(tmp_path):
        found = reading.find(session, read(session, card("ec")))
    address_tasks.add(noor, found)
    told = dict(one.export(noor))
    assert told["address-0.json"] == found.to_json()
    assert one.level(noor) is AssuranceLevel.HIGH
    one.erase(noor)
    assert address_tasks.count() == 0
    assert dict(one.export(noor)) == {"parameters.json": {}}
    assert one.level(noor) is AssuranceLevel.NONE
