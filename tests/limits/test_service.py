"""Counts hold over all processes; who guesses too often waits, each time longer."""

from collective.eloket.ephemeral.service import side_store
from collective.eloket.errors import TooOftenError
from collective.eloket.limits import service
from collective.eloket.limits.service import Guess
from collective.eloket.limits.service import Limit
from collective.eloket.limits.service import Patience
from collective.eloket.limits.service import Watched
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.http.requests import request

import pytest
import secrets


MINUTE = timedelta(minutes=1)
RECORD = "collective.eloket.accounts.wrong_passwords"


class TooManyTestsError(TooOftenError):
    code = "too_often"


@pytest.fixture(autouse=True)
def three(portal):
    portal.portal_registry[RECORD] = 3


@pytest.fixture
def at(monkeypatch):
    """Let it be some seconds after the start."""
    start = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def move(seconds):
        monkeypatch.setattr(service, "utcnow", lambda: start + seconds * MINUTE / 60)

    move(0)
    return move


@pytest.fixture
def limit():
    """A limit whose counts no other test knows."""
    return Limit(f"test-{secrets.token_hex(6)}", 15 * MINUTE, RECORD, TooManyTestsError)


ADDRESS = Watched("address", Patience(15 * MINUTE, 60 * MINUTE))
ACCOUNT = Watched("account", Patience(MINUTE, 5 * MINUTE))


def wait_of(limit, *watched) -> int | None:
    """Return the seconds to wait, None when a guess may be made; it is then wrong."""
    try:
        Guess(limit, watched).wrong()
    except TooManyTestsError as refusal:
        return refusal.details["retry_after"]
    return None


def test_three_may_come_and_the_fourth_may_not(limit):
    for _time in range(3):
        service.spend(limit, request())
    with pytest.raises(TooManyTestsError) as refusal:
        service.spend(limit, request())
    assert refusal.value.details == {"retry_after": 900}


def test_keys_are_counted_apart(limit):
    for key in ("a", "b", "a", "b", "a", "b"):
        service.spend_key(limit, key)


class TestGuess:
    def test_the_third_wrong_one_makes_the_fourth_wait(self, limit, at):
        assert [wait_of(limit, ADDRESS) for _time in range(4)] == [None] * 3 + [900]

    def test_what_is_refused_does_not_count(self, limit, at):
        for _time in range(30):
            wait_of(limit, ADDRESS)
        at(901)
        assert wait_of(limit, ADDRESS) is None

    def test_an_account_waits_shorter_than_an_address(self, limit, at):
        for _time in range(3):
            wait_of(limit, ACCOUNT)
        assert wait_of(limit, ACCOUNT) == 60
        assert wait_of(limit, ACCOUNT, ADDRESS) == 60

    def test_each_wait_is_twice_as_long_up_to_a_bound(self, limit, at):
        for _time in range(3):
            wait_of(limit, ACCOUNT)
        waits, now = [], 0
        for _time in range(5):
            wait = wait_of(limit, ACCOUNT)
            waits.append(wait)
            now += wait
            at(now)
            assert wait_of(limit, ACCOUNT) is None
        assert waits == [60, 120, 240, 300, 300]

    def test_after_a_wait_one_may_try_and_not_many_at_once(self, limit, at):
        for _time in range(3):
            wait_of(limit, ACCOUNT)
        at(61)
        Guess(limit, (ACCOUNT,))
        with pytest.raises(TooManyTestsError):
            Guess(limit, (ACCOUNT,))

    def test_of_many_at_once_only_so_many_are_looked_at(self, limit, at):
        begun = []
        for _time in range(10):
            try:
                begun.append(Guess(limit, (ADDRESS,)))
            except TooManyTestsError:
                continue
        assert len(begun) == 3

    def test_right_ones_are_not_counted(self, limit, at):
        for _time in range(10):
            Guess(limit, (ADDRESS, ACCOUNT)).right()
        assert side_store().counted(limit.kind, "address", limit.window) == 0

    def test_a_right_one_after_a_wait_gives_the_turn_back(self, limit, at):
        for _time in range(3):
            wait_of(limit, ACCOUNT)
        at(61)
        Guess(limit, (ACCOUNT,)).right()
        Guess(limit, (ACCOUNT,)).right()

    def test_the_longest_wait_counts(self, limit, at):
        for _time in range(3):
            wait_of(limit, ACCOUNT, ADDRESS)
        assert wait_of(limit, ACCOUNT, ADDRESS) == 900
