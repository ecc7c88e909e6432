from collective.eloket.accounts import session as sessions
from collective.eloket.accounts import stamps
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.clock import utcnow
from datetime import timedelta
from tests.accounts import people

import pytest


PLACE = "form:uid"


@pytest.fixture
def noor(desk):
    return people.citizen()


@pytest.fixture
def session(noor):
    token = people.session_token(noor.id)
    return CitizenSession(token, utcnow())


def read(stamp, csrf, place=PLACE):
    return stamps.read_stamp(stamp, csrf, place)


def test_a_stamp_tells_whom_the_form_was_made_for(session, noor):
    found = read(stamps.stamp_for(session, PLACE), session.csrf)
    assert (found.user_id, found.capacity) == (noor.id, "citizen")
    assert found.trusted


def test_it_tells_nothing_to_who_reads_the_page(session, noor):
    assert noor.id not in stamps.stamp_for(session, PLACE)


def test_it_is_not_trusted_after_signing_out(session):
    stamp = stamps.stamp_for(session, PLACE)
    sessions.revoke(session)
    assert not read(stamp, session.csrf).trusted


def test_it_is_not_trusted_when_all_sessions_were_ended(session, noor):
    stamp = stamps.stamp_for(session, PLACE)
    noor.not_before = utcnow() + timedelta(seconds=1)
    assert not read(stamp, session.csrf).trusted


def test_an_earlier_end_of_all_sessions_does_not_matter(session, noor):
    noor.not_before = utcnow() - timedelta(hours=1)
    assert read(stamps.stamp_for(session, PLACE), session.csrf).trusted


def test_it_is_not_trusted_when_nobody_remembers_any_more(session, monkeypatch):
    stamp = stamps.stamp_for(session, PLACE)
    later = utcnow() + session_limits()[1]
    monkeypatch.setattr(stamps, "utcnow", lambda: later)
    found = read(stamp, session.csrf)
    assert found is not None and not found.trusted


def test_it_is_not_trusted_for_who_is_not_known_any_more(desk):
    token = people.session_token("citizen-" + "a" * 26)
    session = CitizenSession(token, utcnow())
    assert not read(stamps.stamp_for(session, PLACE), session.csrf).trusted


WRONG = {
    "nothing": None,
    "a list": ["a"],
    "not base64": "é",
    "not sealed": "AAAA",
    "empty": "",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_no_stamp_tells_nothing(session, wrong):
    assert read(wrong, session.csrf) is None


@pytest.mark.parametrize("csrf", [None, "", "x" * 43, "\ud800", ["a"]])
def test_it_needs_the_csrf_value_of_its_own_session(session, csrf):
    assert read(stamps.stamp_for(session, PLACE), csrf) is None


def test_it_is_good_for_its_own_form_only(session):
    stamp = stamps.stamp_for(session, PLACE)
    assert read(stamp, session.csrf, "form:other") is None
