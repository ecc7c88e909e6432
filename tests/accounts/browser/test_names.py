"""What providers are called, and small things that pages and programs are told."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.browser.sign_out import SignOutView
from collective.eloket.accounts.challenge import citizens_sign_in
from collective.eloket.accounts.provider_names import name_of
from collective.eloket.accounts.session import current_session
from collective.eloket.accounts.session import MemberSession
from collective.eloket.clock import utcnow
from datetime import timedelta
from plone.app.testing import logout
from plone.rest.interfaces import IAPIRequest
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.people import session_token
from tests.accounts.people import web_request
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def providers(portal, integration):
    return set_provider(portal), set_provider(portal, id="andere", preset="csam")


def test_the_one_that_citizens_know_has_the_name_that_they_know(providers):
    own, other = providers
    assert name_of(own) == "name_burgerprofiel"
    assert name_of(other) == other.settings().title


def test_one_name_stands_for_several_providers(portal, providers):
    assert SignOutView(portal, web_request()).provider == "name_provider"


def test_a_program_is_sent_to_no_page(portal):
    request = web_request()
    alsoProvides(request, IAPIRequest)
    assert citizens_sign_in(request) is None


def test_what_is_put_aside_has_a_handle_in_this_browser(portal):
    request = web_request()
    handle = cookies.begin_aside(request)
    sent = request.response.cookies["eloket-aside"]
    assert sent["HttpOnly"] and int(sent["Max-Age"]) == 30 * 60
    again = web_request(cookies={"eloket-aside": sent["value"]})
    assert cookies.aside(again) == handle


def test_a_stranger_has_no_time_left(portal):
    logout()
    left = current_session(web_request()).left(utcnow())
    assert left == (timedelta(), timedelta())


def test_a_members_session_says_how_long_it_lasts(portal):
    token = session_token("lieve")
    left = MemberSession(token).left(token.started)
    assert left == (timedelta(minutes=30), timedelta(hours=8))
