from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.handover import AccountsData
from collective.eloket.accounts.members import new_member
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.interfaces import IRoomData
from tests.cases import house
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def data(integration):
    return AccountsData()


def test_keeps_the_contract(data):
    assert verifyObject(IRoomData, data)


def test_an_account_is_handed_over_without_what_is_secret(portal, data):
    registration = Registration(username="piet.p", password=house.PASSWORD)
    piet = accounts.register(registration)
    ((path, account),) = data.export(portal)
    assert path == f"persons/{piet.id}/account.json"
    assert account == {
        "id": piet.id,
        "created": piet.created.isoformat(),
        "last_seen": None,
        "username": "piet.p",
        "identities": 0,
        "has_password": True,
        "has_number": False,
    }


def test_links_of_members_are_handed_over_too(portal, data):
    link = ("subject", "burgerprofiel", 0, None)
    citizen_store().add_link(new_member("lieve"), link)
    assert data.count(portal) == 1
    assert list(data.export(portal)) == [
        ("members.json", [{"id": "lieve", "identities": 1}])
    ]


def test_who_is_erased_is_known_no_more(portal, data):
    noor = house.make_citizen("Noor", "Voorbeeld", "noor-sub")
    assert (data.count(portal), list(data.person_ids(portal))) == (1, [noor.id])
    for _time in range(2):
        data.erase(portal)
        assert (data.count(portal), list(data.person_ids(portal))) == (0, [])
    assert accounts.find_citizen(noor.id) is None
    assert accounts.find_by_subject("https://idp.example", "noor-sub") is None
