from Acquisition import aq_base
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.store import records
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.bench import load_people
from tests.catalogue.house import make_desk

import transaction


ISSUER = "https://op.example"


def test_loaded_citizens_are_like_registered_ones(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    make_desk(portal)
    registered = accounts.register(load_people.registration(0, ISSUER))
    transaction.commit()
    assert load_people.load(4, ISSUER, batch=2) == 3
    store = citizen_store()
    assert len(store.citizens) == len(store.by_subject) == len(store.by_number) == 4
    for loaded in store.citizens.values():
        kept, made = (aq_base(one).__getstate__() for one in (loaded, registered))
        assert kept.keys() == made.keys()
        known = parameters.known(loaded.id, AssuranceLevel.HIGH)
        assert (
            known.keys() == parameters.known(registered.id, AssuranceLevel.HIGH).keys()
        )
        assert len(records()[loaded.id].lookups) == 2


def test_many_numbers_are_many():
    numbers = {
        load_people.registration(index, ISSUER).evidence.number.digits
        for index in range(0, 1_000_000, 997)
    }
    assert len(numbers) == 1004
