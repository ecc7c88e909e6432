"""A browser that stays signed in: level none, another secret each time, revocable."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import devices
from collective.eloket.accounts import own_password
from collective.eloket.accounts import service
from collective.eloket.accounts.device_list import devices_of
from collective.eloket.accounts.device_names import name_of
from collective.eloket.accounts.session import is_ended
from collective.eloket.accounts.tokens import read_token
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault import service as vault
from datetime import timedelta
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import committed
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest
import secrets


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
#: Lately: what is kept of a browser ends by the real clock.
START = (utcnow() - timedelta(days=2)).replace(
    hour=9, minute=0, second=0, microsecond=0
)


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """Let it be some minutes after the start."""

    def move(minutes):
        now = START + timedelta(minutes=minutes)
        for module in (devices, service):
            monkeypatch.setattr(module, "utcnow", lambda: now)

    move(0)
    return move


@pytest.fixture
def noor():
    return citizen_with_password(f"noor.{secrets.token_hex(4)}")


class Jar:
    """A browser's cookie of staying signed in, and what its requests bring about."""

    def __init__(self, value=""):
        self.value = value

    def request(self, **more):
        return web_request(cookies={"eloket-device": self.value}, **more)

    def keep(self, request):
        """Do what a browser does with the cookies of an answer."""
        sent = request.response.cookies.get("eloket-device")
        if sent is not None:
            self.value = "" if sent["value"] == "deleted" else sent["value"]
        return request

    def come_back(self, lost=False, **more):
        """Look at a page; the answer may get lost. Return whose session it gave."""
        request = self.request(**more)
        user_id = devices.come_back(request)
        if not lost:
            self.keep(request)
        return user_id


@pytest.fixture
def jar(noor):
    """A browser that noor let stay signed in, an hour ago."""
    request = web_request(method="POST")
    request.environ["HTTP_USER_AGENT"] = FIREFOX
    devices.stay(request, noor)
    made = Jar()
    made.keep(request)
    return made


class TestComingBack:
    @pytest.mark.seed("000-18")
    def test_gives_a_session_of_level_none(self, jar, noor, at):
        at(60)
        request = jar.request()
        assert devices.come_back(request) == noor.id
        made = read_token(request.response.cookies["eloket-session"]["value"])
        assert (made.user, made.level.label, made.means) == (noor.id, "none", "device")
        assert made.authenticated_at == START
        assert audit.find(noor.id)[0].entry.means == "device"

    def test_writes_no_zodb(self, jar, noor, at):
        at(60)
        noor._p_changed = False
        jar.come_back()
        assert not noor._p_changed and noor.last_seen is None

    def test_hands_out_another_secret_each_time(self, jar, noor, at):
        seen = {jar.value}
        for hour in range(1, 5):
            at(60 * hour)
            assert jar.come_back() == noor.id
            seen.add(jar.value)
        assert len(seen) == 5

    def test_the_cookie_is_for_no_script_and_ends(self, jar, noor):
        request = jar.request()
        devices.come_back(request)
        cookie = request.response.cookies["eloket-device"]
        assert cookie["HttpOnly"] and cookie["SameSite"] == "Lax"
        assert 0 < int(cookie["Max-Age"]) <= 30 * 24 * 3600

    def test_is_for_reading_only(self, jar):
        assert jar.come_back(method="POST") is None
        assert jar.come_back(auth="Basic eDp5") is None

    def test_is_over_after_its_days(self, jar, noor, at):
        at(30 * 24 * 60 - 1)
        assert jar.come_back() == noor.id
        at(30 * 24 * 60 + 1)
        assert jar.come_back() is None
        assert jar.value == ""
        assert not devices.take_copied(noor.id)

    def test_of_who_is_gone_gives_nothing(self, jar, noor, portal):
        del portal.acl_users.eloket_citizens.store.citizens[noor.id]
        assert jar.come_back() is None
        assert jar.value == ""

    @pytest.mark.parametrize(
        "value", ["", "x", ".", "a" * 22 + "." + "b" * 43, "a" * 5000], ids=len
    )
    def test_with_something_else_gives_nothing(self, noor, value):
        assert Jar(value).come_back() is None

    def test_an_answer_that_got_lost_locks_nobody_out(self, jar, noor, at):
        at(60)
        jar.come_back()
        for hour in (2, 3, 4):
            at(60 * hour)
            assert jar.come_back(lost=True) == noor.id
        assert jar.come_back() == noor.id

    def test_tabs_that_open_together_all_come_in(self, jar, noor, at):
        at(60)
        sent = [jar.request() for _tab in range(3)]
        assert [devices.come_back(request) for request in sent] == [noor.id] * 3
        handed_out = [
            request for request in sent if "eloket-device" in request.response.cookies
        ]
        assert len(handed_out) == 1
        jar.keep(handed_out[0])
        at(120)
        assert jar.come_back() == noor.id


class TestCopiedCookie:
    @pytest.fixture
    def copied(self, jar, noor, at):
        """Somebody copied the cookie; the browser and the thief both came back."""
        thief = Jar(jar.value)
        at(60)
        assert thief.come_back() == noor.id
        at(120)
        assert thief.come_back() == noor.id
        return thief

    def test_signs_the_browser_out_when_its_owner_comes(self, copied, jar, noor, at):
        at(180)
        assert jar.come_back() is None
        assert jar.value == ""
        assert copied.come_back() is None
        assert device_rows.of_person(noor.id, 0) == []

    def test_ends_the_sessions_that_it_gave(self, copied, jar, noor, at):
        at(180)
        request = copied.request()
        devices.come_back(request)
        text = request.response.cookies["eloket-session"]["value"]
        sid = read_token(text).sid
        assert not is_ended(sid, utcnow())
        jar.come_back()
        assert is_ended(sid, utcnow())

    def test_is_recorded_and_told_at_the_next_sign_in(
        self, copied, jar, noor, at, portal
    ):
        at(180)
        jar.come_back()
        assert "device.copied" in {row.entry.action for row in audit.find(noor.id)}
        assert mailed(portal) == []
        for _time in range(2):
            service.sign_in(web_request(), noor, evidence())
            committed()
        subjects = [mail["subject"] for mail in mailed(portal)]
        assert subjects == ["Een toestel werd afgemeld"]


class TestEnding:
    def test_signing_out_ends_it(self, jar, noor):
        request = jar.request(method="POST")
        request.cookies["eloket-session"] = token(noor.id)
        service.sign_out(request)
        jar.keep(request)
        assert jar.value == ""
        assert device_rows.of_person(noor.id, 0) == []

    def test_another_password_ends_it(self, jar, noor):
        own_password.replace(noor, "een heel andere zin", "password.change", None)
        committed()
        assert device_rows.of_person(noor.id, 0) == []
        assert jar.come_back() is None

    def test_a_password_changed_while_the_row_stayed_ends_it(self, jar, noor):
        noor.not_before = START + timedelta(seconds=1)
        assert jar.come_back() is None

    def test_somebody_else_at_this_browser_ends_it(self, jar, noor):
        request = jar.request(method="POST")
        service.sign_in(request, citizen(), evidence())
        assert device_rows.of_person(noor.id, 0) == []

    def test_oneself_at_this_browser_keeps_it(self, jar, noor):
        service.sign_in(jar.request(method="POST"), noor, evidence())
        assert len(device_rows.of_person(noor.id, 0)) == 1


class TestList:
    def test_names_the_browsers_and_marks_this_one(self, jar, noor):
        other = web_request(method="POST")
        devices.stay(other, noor)
        found = devices_of(jar.request(), noor.id)
        assert {(one.name, one.is_this) for one in found} == {
            ("Firefox, Windows", True),
            ("", False),
        }
        assert {one.since for one in found} == {START}

    def test_one_can_be_signed_out_with_its_sessions(self, jar, noor):
        request = jar.request()
        devices.come_back(request)
        text = request.response.cookies["eloket-session"]["value"]
        jar.keep(request)
        (one,) = devices_of(jar.request(), noor.id)
        assert not is_ended(read_token(text).sid, utcnow())
        assert devices.end(noor.id, one.id)
        assert not devices.end(noor.id, one.id)
        assert jar.come_back() is None
        assert is_ended(read_token(text).sid, utcnow())
        assert audit.find(noor.id)[0].entry.action == "device.end"

    def test_nobody_signs_out_that_of_somebody_else(self, jar, noor):
        (one,) = devices_of(jar.request(), noor.id)
        assert not devices.end(citizen().id, one.id)
        assert jar.come_back() == noor.id

    def test_of_who_was_erased_has_no_names(self, jar, noor):
        vault.forget_person(noor.id)
        assert [one.name for one in devices_of(jar.request(), noor.id)] == [""]


class TestOffer:
    def test_signing_in_with_a_password_may_stay(self, noor):
        name = service.own_username(noor.id)
        for stay in (True, False):
            request = web_request(method="POST")
            service.sign_in_with_password(request, name, PASSWORD, stay=stay)
            assert ("eloket-device" in request.response.cookies) is stay

    def test_signed_out_from_elsewhere_the_session_of_the_password_is_over_too(
        self, noor
    ):
        request = web_request(method="POST")
        name = service.own_username(noor.id)
        service.sign_in_with_password(request, name, PASSWORD, stay=True)
        text = request.response.cookies["eloket-session"]["value"]
        sid = read_token(text).sid
        assert not is_ended(sid, utcnow())
        (one,) = devices_of(web_request(), noor.id)
        devices.end(noor.id, one.id)
        assert is_ended(sid, utcnow())

    def test_may_be_off(self, portal, noor):
        portal.portal_registry["collective.eloket.accounts.device_days"] = 0
        request = web_request(method="POST")
        devices.stay(request, noor)
        assert "eloket-device" not in request.response.cookies
        assert not devices.is_offered()

    def test_once_more_takes_the_place_of_the_first(self, jar, noor):
        devices.stay(jar.request(method="POST"), noor)
        assert len(device_rows.of_person(noor.id, 0)) == 1


@pytest.mark.parametrize(
    "agent, name",
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/5 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140 Safari/5", "Chrome, Android"),
        ("Lynx/2.9 Linux", "Linux"),
        ("curl", ""),
        ("", ""),
    ],
)
def test_browsers_have_names_that_people_know(agent, name):
    assert name_of(agent) == name


def test_what_is_kept_of_a_cookie_is_no_cookie(jar, noor):
    series, secret = jar.value.split(".")
    (row,) = device_rows.of_person(noor.id, 0)
    assert row.series == series
    assert secret not in repr(row)


def test_the_list_is_swept_when_it_is_over(jar, noor):
    side_store().sweep(utcnow() + timedelta(days=900))
    assert device_rows.of_person(noor.id, 0) == []
