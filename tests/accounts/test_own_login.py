"""A first password: for who just proved who they are, and only once."""

from collective.eloket.accounts import own_login
from collective.eloket.accounts import service
from collective.eloket.accounts.errors import MeansTooWeakError
from collective.eloket.accounts.errors import PasswordPersonalError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.errors import TooManyRegistrationsError
from collective.eloket.accounts.errors import UsernameRefusedError
from collective.eloket.accounts.errors import UsernameTakenError
from collective.eloket.accounts.linking import check_other_way_in
from collective.eloket.accounts.own_errors import PasswordThereError
from collective.eloket.accounts.own_errors import SignInAnewError
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.session import sent_session
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from datetime import date
from datetime import timedelta
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.accounts.people import PASSWORD
from tests.accounts.people import session_token
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest
import secrets


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture
def noor():
    return citizen(email="noor@example.com")


@pytest.fixture
def name():
    return f"noor.{secrets.token_hex(4)}"


def session(user_id, **changes):
    """The session of who used the means a moment ago, unless said otherwise."""
    text = token(user_id, **{"timed": True, **changes})
    return sent_session(web_request(cookies={"eloket-session": text}))


def choose(user_id, name, password=PASSWORD, **changes):
    request = web_request(method="POST")
    own_login.choose(request, session(user_id, **changes), name, password)


def test_lets_one_sign_in_by_user_name_and_unlink(noor, name):
    choose(noor.id, name.upper())
    found = service.sign_in_with_password(web_request(method="POST"), name, PASSWORD)
    assert found.id == noor.id
    assert service.own_username(noor.id) == name
    check_other_way_in(noor, "burgerprofiel", ["burgerprofiel"])


def test_is_told_and_recorded(portal, noor, name):
    choose(noor.id, name)
    subjects = [mail["subject"] for mail in mailed(portal)]
    assert subjects == ["U kunt u nu ook met een wachtwoord aanmelden"]
    assert audit.find(noor.id)[0].entry.action == "password.choose"


def test_a_user_name_that_is_there_stays(name):
    noor = citizen(username=name)
    assert not noor.has_password
    choose(noor.id, "another.name")
    assert service.own_username(noor.id) == name
    assert list(citizen_store().by_login.values()).count(noor.id) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"timed": False},
        {"authenticated_at": utcnow() - timedelta(minutes=11)},
    ],
    ids=["nobody knows when", "too long ago"],
)
def test_asks_for_a_means_that_was_used_just_now(noor, name, changes):
    with pytest.raises(SignInAnewError):
        choose(noor.id, name, **changes)
    assert not noor.has_password and noor.login_key is None


def test_ten_minutes_are_just_now(noor, name):
    choose(noor.id, name, authenticated_at=utcnow() - timedelta(minutes=9))
    assert noor.has_password


def test_who_has_one_changes_it_elsewhere(name):
    noor = citizen_with_password(name)
    before = noor.password
    with pytest.raises(PasswordThereError):
        choose(noor.id, name)
    assert noor.password == before


@pytest.mark.parametrize(
    "username, password, error",
    [
        ("a b", PASSWORD, UsernameRefusedError),
        ("", PASSWORD, UsernameRefusedError),
        ("good.name", "kort", PasswordTooShortError),
        ("good.name", "mijn good.name zin", PasswordPersonalError),
        ("other.name", "de zin van noor@", PasswordPersonalError),
    ],
)
def test_what_is_not_right_is_refused(noor, username, password, error):
    with pytest.raises(error):
        choose(noor.id, username, password)
    assert not noor.has_password and noor.login_key is None


def test_a_user_name_of_somebody_else_is_taken(noor, name):
    citizen_with_password(name)
    with pytest.raises(UsernameTakenError):
        choose(noor.id, name)
    with pytest.raises(UsernameTakenError):
        citizen_store().add_login(noor, citizen_with_password(f"{name}2").login_key)
    assert not noor.has_password


def test_user_names_cannot_be_tried_without_end(portal, noor, name):
    portal.portal_registry["collective.eloket.accounts.registrations"] = 1
    citizen_with_password(name)
    with pytest.raises(UsernameTakenError):
        choose(noor.id, name)
    with pytest.raises(TooManyRegistrationsError):
        choose(noor.id, f"{name}3")


def test_where_a_password_is_not_enough_nobody_gets_one(portal, noor, name):
    portal.portal_registry["collective.eloket.accounts.minimum_level"] = "low"
    portal.portal_registry["collective.eloket.accounts.minimum_from"] = date(2026, 1, 1)
    with pytest.raises(MeansTooWeakError):
        choose(noor.id, name)


@pytest.mark.parametrize(
    "changes, timed",
    [
        ({}, False),
        ({"is_timed": True}, True),
        ({"proof": "oidc-fresh"}, True),
        ({"proof": "oidc-logout-first"}, True),
        ({"proof": "webeid"}, True),
        ({"proof": "password", "means": "password"}, False),
    ],
    ids=str,
)
def test_a_session_knows_whether_its_moment_is_known(noor, changes, timed):
    request = web_request(method="POST")
    text = service.sign_in(request, noor, evidence(**changes))
    found = sent_session(web_request(cookies={"eloket-session": text}))
    assert found.token.timed is timed


def test_a_token_of_before_knows_no_moment(noor):
    assert not session_token(noor.id).timed
