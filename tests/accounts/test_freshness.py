from collective.eloket.accounts import cookies
from collective.eloket.accounts import freshness
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.tokens import write_token
from collective.eloket.clock import utcnow
from datetime import timedelta
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import session_token
from tests.accounts.people import web_request

import pytest


ANEW = {"prompt": "login", "max_age": timedelta(0)}


def browser(until=None, token=None):
    """A browser with the cookies that a session left behind."""
    kept = {}
    if until is not None:
        kept["eloket-until"] = until
    if token is not None:
        kept["eloket-session"] = write_token(token)
    return web_request(cookies=kept)


def seconds(moment) -> str:
    return str(int(moment.timestamp()))


def before() -> str:
    return seconds(utcnow() - timedelta(minutes=1))


def later() -> str:
    return seconds(utcnow() + timedelta(minutes=1))


def test_a_first_sign_in_asks_nothing_anew(desk):
    assert freshness.wishes(browser()) == {}


def test_after_an_idle_end_the_means_must_be_used_anew(desk):
    assert freshness.wishes(browser(until=before())) == ANEW


def test_a_browser_that_was_closed_before_the_end_asks_nothing_anew(desk):
    assert freshness.wishes(browser(until=later())) == {}


def test_a_session_that_was_ended_from_elsewhere_must_be_proven_anew(desk):
    token = session_token(citizen().id)
    sessions.revoke(sessions.CitizenSession(token, utcnow()))
    assert freshness.wishes(browser(until=later(), token=token)) == ANEW


@pytest.mark.parametrize("value", ["x", "-1", "1e3", " "])
def test_a_value_that_is_no_moment_counts_as_over(desk, value):
    assert freshness.wishes(browser(until=value)) == ANEW


def test_who_is_signed_in_and_raises_the_session_uses_the_means_anew(desk):
    request = browser(until=later(), token=session_token(citizen().id))
    # in a test somebody acts already
    logout()
    assert not freshness.ended_by_itself(request)
    assert freshness.wishes(request) == ANEW


def test_the_cookie_tells_the_end_of_the_session_and_nothing_else(desk):
    request = web_request()
    token = session_token(citizen().id)
    until = token.expires(*session_limits())
    cookies.set_session(request, "text", until)
    cookie = request.response.cookies["eloket-until"]
    assert cookie["value"] == seconds(until)
    assert cookie["HttpOnly"] and int(cookie["Max-Age"]) == 7 * 24 * 3600


def test_signing_out_takes_the_cookie_away(desk):
    request = browser(until=later())
    cookies.drop_session(request)
    assert request.response.cookies["eloket-until"]["value"] == "deleted"


def test_use_moves_the_moment(desk):
    used = utcnow().replace(microsecond=0) - timedelta(minutes=2)
    token = session_token(citizen().id, started=used, last=used)
    request = browser(token=token)
    sessions.keep_alive(request, sessions.sent_session(request), utcnow())
    moved = int(request.response.cookies["eloket-until"]["value"])
    assert moved > token.expires(*session_limits()).timestamp()
