"""When is a session alive, and whose is it?"""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import session as sessions
from collective.eloket.clock import utcnow
from collective.eloket.http.session import current_session
from collective.eloket.identity.levels import AssuranceLevel
from datetime import timedelta
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import TEST_USER_NAME
from tests.accounts.people import citizen
from tests.accounts.people import session_token
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


def carrying(text, **more):
    return web_request(cookies={"eloket-session": text}, **more)


def test_a_stranger_has_a_session_without_user(portal):
    session = current_session(web_request())
    assert session.user_id is None
    assert session.level is AssuranceLevel.NONE
    assert session.csrf


def test_a_citizens_session_says_what_the_token_says(portal):
    noor = citizen()
    begun = session_token(noor.id, means="eid")
    session = current_session(carrying(sessions.write_token(begun)))
    assert (session.user_id, session.means, session.sid) == (noor.id, "eid", begun.sid)
    assert session.level is AssuranceLevel.HIGH
    assert session.capacity == "citizen"
    assert session.expires == begun.last + timedelta(minutes=30)


@pytest.mark.parametrize(
    "began, last, alive",
    [
        (timedelta(0), timedelta(0), True),
        (timedelta(minutes=29, seconds=59), timedelta(minutes=29, seconds=59), True),
        (timedelta(minutes=30), timedelta(minutes=30), False),
        (timedelta(hours=7, minutes=59, seconds=59), timedelta(0), True),
        (timedelta(hours=8), timedelta(0), False),
    ],
    ids=["new", "just not idle", "idle", "just not too long", "too long"],
)
def test_ends_at_its_limits(portal, began, last, alive):
    now = utcnow().replace(microsecond=0)
    found = session_token(citizen().id, started=now - began, last=now - last)
    assert sessions.is_alive(found, now) is alive


def test_limits_are_settings(portal):
    registry = portal.portal_registry
    registry["collective.eloket.accounts.idle_minutes"] = 5
    now = utcnow().replace(microsecond=0)
    old = session_token(citizen().id, last=now - timedelta(minutes=6))
    assert not sessions.is_alive(old, now)


@pytest.mark.parametrize(
    "user", ["admin", "citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb"], ids=["no citizen", "gone"]
)
def test_is_nobodys_without_a_citizen(portal, user):
    assert current_session(carrying(token(user))).user_id is None


def test_is_over_once_revoked(portal):
    request = carrying(token(citizen().id))
    sessions.revoke(current_session(request))
    again = carrying(request.cookies["eloket-session"])
    assert current_session(again).user_id is None


def test_is_over_when_it_began_before_the_citizens_not_before(portal):
    noor = citizen()
    begun = session_token(noor.id)
    noor.not_before = begun.started + timedelta(seconds=1)
    assert not sessions.is_alive(begun, begun.started)
    noor.not_before = begun.started
    assert sessions.is_alive(begun, begun.started)


def test_is_not_the_clerks_who_works_in_the_same_browser(portal):
    request = carrying(token(citizen().id))
    login(portal, TEST_USER_NAME)
    assert current_session(request).user_id is None


def test_bearer_goes_before_the_cookie(portal):
    noor, other = citizen(), citizen()
    request = carrying(token(noor.id), auth=f"bearer {token(other.id)}")
    assert current_session(request).user_id == other.id


@pytest.mark.parametrize("auth", ["Basic eDp5", "Bearer", "Bearer x"])
def test_another_authorization_makes_the_cookie_void(portal, auth):
    assert current_session(carrying(token(citizen().id), auth=auth)).user_id is None


def test_https_has_a_cookie_of_its_own(portal):
    text = token(citizen().id)
    plain = web_request(cookies={"eloket-session": text}, scheme="https")
    bound = web_request(cookies={"__Host-eloket-session": text}, scheme="https")
    assert current_session(plain).user_id is None
    assert current_session(bound).user_id is not None


class TestKeepAlive:
    def test_writes_no_cookie_within_a_minute(self, portal):
        request = carrying(token(citizen().id))
        sessions.keep_alive(request, current_session(request), utcnow())
        assert request.response.cookies == {}

    def test_writes_the_cookie_anew_later(self, portal):
        now = utcnow().replace(microsecond=0)
        used = now - timedelta(minutes=2)
        request = carrying(token(citizen().id, started=used, last=used))
        sessions.keep_alive(request, current_session(request), now)
        written = request.response.cookies["eloket-session"]
        assert sessions.read_token(written["value"]).last == now
        assert written["HttpOnly"] and written["SameSite"] == "Lax"
        assert written["Path"] == "/" and not written["Secure"]

    def test_never_writes_one_for_a_bearer(self, portal):
        used = utcnow().replace(microsecond=0) - timedelta(minutes=2)
        text = token(citizen().id, started=used, last=used)
        request = web_request(auth=f"Bearer {text}")
        sessions.keep_alive(request, current_session(request), utcnow())
        assert request.response.cookies == {}


class TestCsrf:
    def test_belongs_to_the_session(self, portal):
        noor = citizen()
        one, two = token(noor.id), token(noor.id)
        values = {current_session(carrying(text)).csrf for text in (one, two, one)}
        assert len(values) == 2

    def test_of_a_stranger_belongs_to_a_cookie_that_the_page_sets(self, portal):
        request = web_request()
        value = current_session(request).csrf
        cookie = request.response.cookies["eloket-visit"]
        assert cookie["HttpOnly"]
        again = web_request(cookies={"eloket-visit": cookie["value"]}, method="POST")
        assert current_session(again).csrf == value
        assert "eloket-visit" not in again.response.cookies

    def test_of_a_stranger_without_cookie_matches_nothing(self, portal):
        request = web_request(method="POST")
        assert current_session(request).csrf != current_session(web_request()).csrf
        assert request.response.cookies == {}

    def test_of_a_clerk_belongs_to_plones_session(self, portal):
        one = current_session(web_request(cookies={"__ac": "one"})).csrf
        two = current_session(web_request(cookies={"__ac": "two"})).csrf
        assert one != two
        assert one == current_session(web_request(cookies={"__ac": "one"})).csrf


class TestCookies:
    def test_on_https_are_bound_to_the_host(self, portal):
        request = web_request(scheme="https")
        cookies.set_session(request, "text", utcnow())
        cookie = request.response.cookies["__Host-eloket-session"]
        assert cookie["Secure"] and cookie["HttpOnly"] and cookie["Path"] == "/"
        assert "Domain" not in cookie

    def test_of_the_last_means_holds_provider_and_means_only(self, portal):
        request = web_request()
        cookies.remember_means(request, "my-acm", "itsme")
        value = request.response.cookies["eloket-last-means"]["value"]
        assert value == "my-acm.itsme"
        again = web_request(cookies={"eloket-last-means": value})
        assert cookies.last_means(again) == ("my-acm", "itsme")

    @pytest.mark.parametrize(
        "value", ["", "itsme", "<b>.itsme", "a.<b>", "a." + "x" * 41, "a.b.c"]
    )
    def test_of_the_last_means_is_read_only_when_plain(self, value):
        request = web_request(cookies={"eloket-last-means": value})
        assert cookies.last_means(request) is None

    def test_a_strange_visit_value_is_replaced(self):
        request = web_request(cookies={"eloket-visit": "mine"})
        assert cookies.visit(request) != "mine"
