from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service
from collective.eloket.parameters import store
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from unittest.mock import patch
from zope.globalrequest import clearRequest
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import pytest
import secrets


LOW = AssuranceLevel.LOW


@pytest.fixture
def noor(portal):
    """Somebody of whom the e-mail address is known."""
    return person("noor@example.org")


def person(email):
    person_id = f"citizen-{secrets.token_hex(13)}"
    vault.new_person(person_id)
    service.set_own(person_id, {"email": email})
    return person_id


@pytest.fixture
def openings():
    """Count how often something is opened."""
    with patch.object(store, "_open", wraps=store._open) as counted:
        yield counted


def test_what_is_known_is_opened_once_for_a_request(noor, openings):
    for _number in range(3):
        assert service.known(noor, LOW)["email"].value == "noor@example.org"
    assert openings.call_count == 1


def test_what_changed_is_opened_again(noor, openings):
    service.known(noor, LOW)
    service.set_own(noor, {"email": "elise@example.org"})
    assert service.known(noor, LOW)["email"].value == "elise@example.org"
    assert openings.call_count == 2


def test_who_was_erased_is_not_read_from_what_was_opened(noor):
    store.read(noor)
    vault.forget_person(noor)
    with pytest.raises(PersonForgottenError):
        store.read(noor)


def test_who_changes_what_was_read_changes_nobody_elses(noor):
    store.read(noor).clear()
    assert "email" in store.read(noor)


def test_another_request_opens_for_itself(noor, openings):
    request = getRequest()
    store.read(noor)
    setRequest(request.clone())
    store.read(noor)
    setRequest(request)
    assert openings.call_count == 2


def test_without_a_request_nothing_stays(noor, openings):
    request = getRequest()
    clearRequest()
    store.read(noor)
    store.read(noor)
    setRequest(request)
    assert openings.call_count == 2


def test_a_list_of_people_does_not_stay_in_memory(noor):
    for number in range(3 * store.MOST_OPENED):
        store.read(person(f"p{number}@example.org"))
        assert len(vars(getRequest())[store.OPENED]) <= store.MOST_OPENED


def test_a_form_cannot_say_what_was_opened(noor):
    getRequest().form[store.OPENED] = "x"
    assert store.read(noor)["email"].value == "noor@example.org"
