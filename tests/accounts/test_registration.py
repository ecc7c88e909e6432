"""What a provider proved is kept for this browser until the citizen chooses."""

from collective.eloket.accounts import registration
from collective.eloket.accounts import service
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.errors import TooManyRegistrationsError
from collective.eloket.accounts.model import evidence_from_json
from collective.eloket.accounts.model import evidence_to_json
from collective.eloket.accounts.pending import KIND
from collective.eloket.accounts.pending import take_pending
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault.service import blind
from plone.app.testing import logout
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import web_request

import pytest
import secrets


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


def begun(proof):
    """Begin a registration, and return the browser's next request."""
    request = web_request()
    service.begin_registration(request, proof)
    cookie = request.response.cookies["eloket-pending"]
    assert cookie["HttpOnly"]
    return web_request(cookies={"eloket-pending": cookie["value"]}, method="POST")


@pytest.mark.parametrize("proven", [None, number()], ids=["no number", "number"])
def test_evidence_comes_back_as_it_was(proven):
    proof = evidence(number=proven)
    assert service.find_pending(begun(proof)) == proof
    assert evidence_from_json(evidence_to_json(proof)) == proof


def test_is_kept_sealed():
    request = begun(evidence())
    key = blind(KIND, request.cookies["eloket-pending"])
    assert b"Voorbeeld" not in side_store().get(KIND, key)


@pytest.mark.parametrize("value", ["", "x", "y" * 5000], ids=["none", "other", "long"])
def test_another_browser_finds_nothing(value):
    begun(evidence())
    other = web_request(cookies={"eloket-pending": value})
    assert service.find_pending(other) is None
    with pytest.raises(NothingPendingError):
        take_pending(other)


def test_is_taken_once():
    request = begun(evidence())
    assert take_pending(request)
    with pytest.raises(NothingPendingError):
        take_pending(request)


def test_is_forgotten_on_demand():
    request = begun(evidence())
    service.forget_pending(request)
    assert service.find_pending(request) is None
    assert request.response.cookies["eloket-pending"]["value"] == "deleted"


@pytest.mark.seed("002-04")
def test_finishing_signs_in_as_it_was_proven():
    proof = evidence(means="eid")
    request = begun(proof)
    citizen, token = registration.finish_registration(request, {})
    assert service.find_by_subject(*vars_of(proof)) is citizen
    assert request.response.cookies["eloket-session"]["value"] == token


def vars_of(proof):
    return proof.subject.issuer, proof.subject.sub


def test_a_second_click_comes_to_the_same_account():
    request = begun(evidence())
    one, _token = registration.finish_registration(request, {})
    two, _token = registration.finish_registration(request, {})
    assert one is two


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "aborted"])
def test_is_forgotten_once_the_account_is_there(committed):
    request = begun(evidence())
    registration.finish_registration(request, {})
    registration._forget(committed, request)
    assert (service.find_pending(request) is None) is committed


@pytest.mark.seed("001-05")
def test_by_user_name_needs_nothing_before():
    answers = {"username": f"noor.{secrets.token_hex(4)}", "password": PASSWORD}
    citizen, _token = registration.finish_registration(web_request(), answers)
    assert citizen.has_password and not citizen.subjects


@pytest.mark.parametrize("answers", [{}, {"username": ""}, {"email": "a@example.com"}])
def test_of_nothing_is_refused(answers):
    with pytest.raises(NothingPendingError):
        registration.finish_registration(web_request(), answers)


def test_too_many_from_one_address_are_refused(portal):
    portal.portal_registry["collective.eloket.accounts.registrations"] = 1
    request = begun(evidence())
    registration.finish_registration(request, {})
    with pytest.raises(TooManyRegistrationsError):
        registration.finish_registration(request, {})
