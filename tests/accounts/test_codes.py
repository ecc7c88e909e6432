"""A mailed code: its own purpose, few tries, a short life, one use."""

from collective.eloket.accounts import codes
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault.errors import SealError
from datetime import timedelta

import pytest
import secrets
import transaction


KIND = "test-code"
OPENS = {"email": "noor@example.com"}
QUARTER = timedelta(minutes=15)


@pytest.fixture
def key(portal):
    """Under which a code waits that no other test knows."""
    return secrets.token_hex(8)


@pytest.fixture
def code(key):
    return codes.begin(KIND, key, OPENS)


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08}"


def is_right(key, typed, kind=KIND) -> bool:
    try:
        codes.take(kind, key, typed)
    except WrongCodeError:
        return False
    return True


def test_it_opens_what_waits(key, code):
    assert codes.find(KIND, key) == OPENS
    assert codes.take(KIND, key, f" {codes.shown(code)} ") == OPENS


def test_it_opens_once(key, code):
    assert is_right(key, code)
    assert not is_right(key, code)


def test_another_code_opens_nothing(key, code):
    assert not is_right(key, other(code))
    assert is_right(key, code)


def test_after_five_wrong_ones_the_right_one_is_gone(key, code):
    for _time in range(5):
        assert not is_right(key, other(code))
    assert not is_right(key, code)


def test_four_wrong_ones_leave_one_try(key, code):
    for _time in range(4):
        assert not is_right(key, other(code))
    assert is_right(key, code)


def test_it_ends_after_a_quarter_of_an_hour(key, code):
    side_store().sweep(utcnow() + QUARTER - timedelta(seconds=5))
    assert codes.find(KIND, key) == OPENS
    side_store().sweep(utcnow() + QUARTER)
    assert codes.find(KIND, key) is None
    assert not is_right(key, code)


def test_it_is_there_again_when_the_request_fails(key, code):
    assert is_right(key, code)
    transaction.abort()
    assert is_right(key, code)


def test_it_is_not_there_again_when_the_request_is_done(key, code):
    assert is_right(key, code)
    transaction.get()._callAfterCommitHooks(True)
    assert not is_right(key, code)


def test_it_lives_no_longer_by_a_request_that_fails(key, code, monkeypatch):
    now = utcnow()
    later = now + timedelta(minutes=10)
    with monkeypatch.context() as clock:
        clock.setattr(codes, "utcnow", lambda: later)
        assert is_right(key, code)
        transaction.abort()
    # put back for the five minutes that were left, from now on
    side_store().sweep(now + timedelta(minutes=6))
    assert not is_right(key, code)


def test_it_is_not_put_back_when_its_time_is_over(key, code, monkeypatch):
    over = utcnow() + QUARTER
    assert is_right(key, code)
    monkeypatch.setattr(codes, "utcnow", lambda: over)
    transaction.abort()
    assert codes.find(KIND, key) is None


def test_another_one_takes_its_place(key, code):
    second = codes.begin(KIND, key, OPENS)
    assert not is_right(key, code)
    assert is_right(key, second)


@pytest.mark.parametrize("spoil", ["kind", "key"])
def test_what_waits_for_one_purpose_opens_nothing_for_another(key, code, spoil):
    """Whoever can write the store lays it elsewhere."""
    kind, place = (f"{KIND}-2", key) if spoil == "kind" else (KIND, f"{key}-2")
    side_store().put(kind, place, side_store().get(KIND, key), QUARTER)
    with pytest.raises(SealError):
        codes.take(kind, place, code)


def test_what_is_kept_of_it_does_not_tell_it(key, code):
    kept = side_store().get(KIND, key)
    assert code.encode() not in kept and b"noor@example.com" not in kept
    assert code not in codes.hash_of(KIND, key, code)


def test_forgotten_it_opens_nothing(key, code):
    codes.forget(KIND, key)
    assert not is_right(key, code)
