"""What the accounts keep of one citizen: told, and let go of with all look-ups."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import former_email
from collective.eloket.accounts import session_rows
from collective.eloket.accounts.of_person import AccountOfPerson
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import NumberProposal
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import service as vault
from collective.eloket.vault.interfaces import IPersonData
from datetime import timedelta
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import committed
from tests.accounts.people import evidence
from tests.accounts.people import number
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def data(portal):
    return AccountOfPerson()


@pytest.fixture
def noor(portal):
    """Signs in by provider and by name, stays signed in, and waits for a number."""
    found = citizen_with_password("noor.v", evidence=None)
    store, now = citizen_store(), utcnow().timestamp()
    store.add_link(found, ("subject-of-noor", "burgerprofiel", 0, None))
    store.add_number(found, "number-before")
    store.add_number(found, "number-now")
    store.proposals["hers"] = NumberProposal(found.id, "lieve", utcnow(), b"")
    store.proposals["another"] = NumberProposal("another", "lieve", utcnow(), b"")
    sealed = vault.for_person(found.id).seal_text("Firefox op Linux", "device:series-1")
    device_rows.add(
        {
            "series": "series-1",
            "person": found.id,
            "secret": "s",
            "pending": "p",
            "issued": now,
            "made": now,
            "used": now,
            "label": sealed,
            "expires": now + 1000,
        }
    )
    former_email.keep(found.id, "vroeger@voorbeeld.example")
    yield found
    device_rows.remove_all(found.id)


def test_keeps_the_contract(data):
    assert verifyObject(IPersonData, data)
    assert data.level("anybody") is AssuranceLevel.NONE


def test_all_of_it_is_told(data, noor):
    told = dict(data.export(noor.id))
    assert told["account.json"]["username"] == "noor.v"
    assert told["account.json"]["links"] == [
        {
            "provider": "burgerprofiel",
            "since": "1970-01-01T00:00:00+00:00",
            "last_used": None,
        }
    ]
    assert told["devices.json"][0]["browser"] == "Firefox op Linux"
    assert told["former-email.json"] == ["vroeger@voorbeeld.example"]
    assert told["sessions.json"] == []


def test_nothing_is_told_of_who_has_no_account(data):
    assert list(data.export("nobody")) == []


def test_nothing_leads_to_who_was_erased(data, noor):
    store = citizen_store()
    data.erase(noor.id)
    assert store.find(noor.id) is None
    for tree in (store.by_subject, store.by_number, store.by_login):
        assert noor.id not in tree.values()
    assert list(store.proposals) == ["another"]
    assert device_rows.of_person(noor.id, utcnow().timestamp())
    committed()
    assert not device_rows.of_person(noor.id, utcnow().timestamp())
    assert not session_rows.of_person(noor.id, utcnow().timestamp())
    assert former_email.find(noor.id) == []


def test_the_number_and_the_name_are_free_again(data, noor):
    data.erase(noor.id)
    assert citizen_with_password("noor.v").id != noor.id


def test_erasing_again_does_nothing(data, noor):
    other = citizen(evidence(number=number()))
    data.erase(noor.id)
    data.erase(noor.id)
    assert citizen_store().find(other.id) is other


def test_who_has_no_user_name_is_erased_too(data):
    found = citizen(evidence())
    data.erase(found.id)
    assert citizen_store().find(found.id) is None
    assert found.created <= utcnow() + timedelta(seconds=1)
