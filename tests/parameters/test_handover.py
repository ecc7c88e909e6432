from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.interfaces import IRoomData
from collective.eloket.parameters import service
from collective.eloket.parameters.handover import ParametersData
from collective.eloket.vault import service as vault
from tests.cases.house import evidence
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


def test_what_is_erased_is_found_no_more(portal, data, noor):
    assert (data.count(portal), list(data.person_ids(portal))) == (1, [noor])
    assert service.find_by_email("noor@voorbeeld.example") == [noor]
    for _time in range(2):
        data.erase(portal)
        assert (data.count(portal), list(data.person_ids(portal))) == (0, [])
        assert service.find_by_email("noor@voorbeeld.example") == []
