from collective.eloket.accounts.registry import SESSION
from collective.eloket.clock import utcnow
from datetime import timedelta
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest


@pytest.fixture
def plugin(portal):
    logout()
    return portal.acl_users[SESSION]


def test_takes_the_citizen_of_a_live_session(plugin):
    noor = citizen()
    request = web_request(cookies={"eloket-session": token(noor.id)})
    found = plugin.extractCredentials(request)
    assert plugin.authenticateCredentials(found | {"extractor": SESSION}) == (
        noor.id,
        noor.id,
    )


def test_takes_nothing_from_a_stranger(plugin):
    assert plugin.extractCredentials(web_request()) == {}


def test_takes_nothing_from_a_session_that_is_over(plugin):
    old = utcnow() - timedelta(hours=1)
    text = token(citizen().id, started=old, last=old)
    request = web_request(cookies={"eloket-session": text})
    assert plugin.extractCredentials(request) == {}


@pytest.mark.parametrize(
    "credentials",
    [
        {"extractor": "jwt_auth", "eloket_user": "citizen-a"},
        {"extractor": "credentials_basic_auth", "login": "noor", "password": "x"},
        {"extractor": SESSION},
        {"eloket_user": "citizen-a"},
    ],
    ids=["another extractor", "basic", "no user", "no extractor"],
)
def test_accepts_nothing_that_it_did_not_extract(plugin, credentials):
    assert plugin.authenticateCredentials(credentials) is None


def test_reset_ends_the_session(plugin):
    request = web_request(cookies={"eloket-session": token(citizen().id)})
    plugin.resetCredentials(request, request.response)
    again = web_request(cookies={"eloket-session": request.cookies["eloket-session"]})
    assert plugin.extractCredentials(again) == {}
    assert request.response.cookies["eloket-session"]["value"] == "deleted"


def test_reset_of_a_stranger_does_nothing(plugin):
    request = web_request()
    plugin.resetCredentials(request, request.response)
    assert request.response.cookies == {}


def test_authorization_makes_plones_ticket_void(plugin):
    request = web_request(
        cookies={"__ac": "ticket"}, auth="Basic eDp5", form={"__ac": "ticket"}
    )
    plugin.extractCredentials(request)
    assert "__ac" not in request


def test_a_token_of_ours_is_shown_to_no_other_plugin(plugin):
    request = web_request(auth=f"Bearer {token(citizen().id)}")
    assert plugin.extractCredentials(request) != {}
    jwt_auth = plugin.aq_parent.jwt_auth
    assert jwt_auth.extractCredentials(request) is None


def test_a_token_of_others_is_left_to_them(plugin):
    request = web_request(auth="Bearer theirs")
    assert plugin.extractCredentials(request) == {}
    jwt_auth = plugin.aq_parent.jwt_auth
    assert jwt_auth.extractCredentials(request) == {"token": "theirs"}
