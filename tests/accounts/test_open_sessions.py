"""Where a citizen is signed in for now: what is listed, and what no more."""

from collective.eloket.accounts import elsewhere
from collective.eloket.accounts import open_sessions
from collective.eloket.accounts import service
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts import session_rows
from collective.eloket.accounts.ids import new_series
from collective.eloket.accounts.own_errors import DeviceUnknownError
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session import sent_session
from collective.eloket.accounts.tokens import read_token
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.vault import service as vault
from datetime import timedelta
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import committed
from tests.accounts.people import evidence
from tests.accounts.people import web_request

import pytest
import transaction


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture
def noor():
    return citizen()


def sign_in(user, agent=FIREFOX, series=None, **changes) -> str:
    """Sign in, in a browser of its own; return the session's id."""
    request = web_request(method="POST")
    request.environ["HTTP_USER_AGENT"] = agent
    text = service.sign_in(request, user, evidence(**changes), series=series)
    committed()
    return read_token(text).sid


def carrying(user, sid, **changes):
    """The request of the browser with that session."""
    row = next(row for row in session_rows.of_person(user.id, 0) if row.sid == sid)
    found = open_sessions._token(row)
    text = sessions.write_token(found)
    return web_request(cookies={"eloket-session": text}, method="POST", **changes)


def listed(user) -> list[str]:
    return [one.id for one in open_sessions.sessions_of(user.id)]


def test_a_session_is_listed_with_its_browser_and_means(noor):
    sid = sign_in(noor, means="eid")
    (found,) = open_sessions.sessions_of(noor.id)
    assert (found.id, found.name, found.means) == (sid, "Firefox, Windows", "eid")
    assert found.since == found.used
    (row,) = session_rows.of_person(noor.id, 0)
    assert b"Firefox" not in bytes(row.label)


def test_nothing_is_noted_before_the_commit(noor):
    service.sign_in(web_request(method="POST"), noor, evidence())
    assert listed(noor) == []
    transaction.abort()
    committed()
    assert listed(noor) == []


def test_of_a_browser_that_stays_the_browser_is_listed_and_not_its_sessions(noor):
    sign_in(noor, series=new_series())
    assert session_rows.of_person(noor.id, 0) == []


def test_one_of_another_citizen_is_not(noor):
    sign_in(citizen())
    assert listed(noor) == []


def test_of_many_the_newest_are_listed(noor, monkeypatch):
    many = [sign_in(noor) for _each in range(3)]
    monkeypatch.setattr(session_rows, "_OF_PERSON", session_rows._OF_PERSON.limit(2))
    session_rows.seen(many[0], utcnow().timestamp() + 5)
    assert listed(noor)[0] == many[0] and len(listed(noor)) == 2


class TestOver:
    """What ends a session takes it from the list."""

    def sign_out(self, noor, sid):
        service.sign_out(carrying(noor, sid))

    def revoked(self, noor, sid):
        sessions.end_sid(sid)

    def step_up(self, noor, sid):
        service.sign_in(carrying(noor, sid), noor, evidence())
        committed()

    def password(self, noor, sid):
        noor.not_before = utcnow() + timedelta(seconds=1)

    def told_by_the_provider(self, noor, sid):
        noor.end_sessions_of("burgerprofiel", int(utcnow().timestamp()) + 1)

    def idle(self, noor, sid):
        self.later(session_limits()[0])

    def too_long(self, noor, sid):
        _idle, absolute = session_limits()
        session_rows.seen(sid, (utcnow() + absolute).timestamp())
        self.later(absolute)

    def later(self, by):
        at = utcnow() + by
        self.patch.setattr(open_sessions, "utcnow", lambda: at)

    @pytest.mark.parametrize(
        "end",
        [sign_out, revoked, step_up, password, told_by_the_provider, idle, too_long],
        ids=lambda end: end.__name__,
    )
    def test_is_not_listed(self, noor, monkeypatch, end):
        self.patch = monkeypatch
        sid = sign_in(noor)
        assert listed(noor) == [sid]
        end(self, noor, sid)
        assert sid not in listed(noor)

    def test_a_moment_before_its_end_it_is(self, noor, monkeypatch):
        self.patch = monkeypatch
        sid = sign_in(noor)
        self.later(session_limits()[0] - timedelta(seconds=2))
        assert listed(noor) == [sid]

    def test_rows_go_with_the_sweep(self, noor):
        sign_in(noor)
        _idle, absolute = session_limits()
        ephemeral.side_store().sweep(utcnow() + absolute + timedelta(seconds=2))
        assert session_rows.of_person(noor.id, 0) == []


class TestUse:
    def test_lengthens_it_in_the_list_as_in_its_cookie(self, noor):
        sid = sign_in(noor)
        request = carrying(noor, sid)
        later = (utcnow() + timedelta(minutes=20)).replace(microsecond=0)
        sessions.keep_alive(request, sent_session(request), later)
        (found,) = session_rows.of_person(noor.id, 0)
        kept = read_token(request.response.cookies["eloket-session"]["value"])
        assert found.last == kept.last.timestamp() == later.timestamp()

    def test_within_the_minute_writes_nothing(self, noor):
        sid = sign_in(noor)
        request = carrying(noor, sid)
        soon = utcnow() + timedelta(seconds=30)
        (before,) = session_rows.of_person(noor.id, 0)
        sessions.keep_alive(request, sent_session(request), soon)
        assert session_rows.of_person(noor.id, 0) == [before]

    def test_of_an_older_copy_does_not_shorten_it(self, noor):
        sid = sign_in(noor)
        now = utcnow().timestamp()
        session_rows.seen(sid, now + 90)
        session_rows.seen(sid, now + 60)
        assert session_rows.of_person(noor.id, 0)[0].last == now + 90


class TestEnding:
    def test_one_of_ones_own_ends_at_once(self, noor):
        there, here = sign_in(noor), sign_in(noor)
        request = carrying(noor, there)
        elsewhere.end_one(sent_session(carrying(noor, here)), there)
        assert listed(noor) == [here]
        request.other.clear()
        assert sent_session(request).user_id is None
        actions = [row.entry.action for row in audit.find(noor.id)]
        assert actions.count("session.end") == 1

    def test_one_of_another_is_unknown_and_goes_on(self, noor):
        jan = citizen()
        there, here = sign_in(jan), sign_in(noor)
        with pytest.raises(DeviceUnknownError):
            elsewhere.end_one(sent_session(carrying(noor, here)), there)
        assert listed(jan) == [there]

    def test_one_that_is_over_is_unknown(self, noor):
        there, here = sign_in(noor), sign_in(noor)
        sessions.end_sid(there)
        with pytest.raises(DeviceUnknownError):
            elsewhere.end_one(sent_session(carrying(noor, here)), there)

    def test_all_others_leaves_the_new_one_of_this_browser(self, noor):
        sign_in(noor)
        request = carrying(noor, sign_in(noor))
        new = elsewhere.end_others(request, sent_session(request))
        committed()
        assert listed(noor) == [read_token(new).sid]


def test_of_who_was_forgotten_no_browser_is_named(noor):
    sid = sign_in(noor)
    vault.forget_person(noor.id)
    (found,) = open_sessions.sessions_of(noor.id)
    assert (found.id, found.name) == (sid, "")
