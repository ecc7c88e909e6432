"""The session token: only what we signed, as we sign, is read."""

from collective.eloket.accounts import tokens
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import commands
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from datetime import timedelta
from joserfc import jwt
from joserfc.jwk import OctKey
from tests.accounts.people import session_token

import base64
import json
import pytest


USER = "citizen-aaaaaaaaaaaaaaaaaaaaaaaaaa"


@pytest.fixture(autouse=True)
def keys(tmp_path, monkeypatch):
    commands.write_new_ring(tmp_path / "keys.json")
    monkeypatch.setenv("ELOKET_KEYS", str(tmp_path / "keys.json"))


def part(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def header(**changes) -> dict:
    key_id = next(iter(vault.session_keys()))
    return {"alg": "HS256", "typ": tokens.TYPE, "kid": key_id} | changes


def signed(header, claims, key=None, algorithm="HS256") -> str:
    key = OctKey.import_key(key or vault.session_key())
    return jwt.encode(header, claims, key, algorithms=[algorithm])


def claims(**changes) -> dict:
    text = tokens.write_token(session_token(USER)).split(".")[1]
    good = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return {
        name: value for name, value in (good | changes).items() if value is not None
    }


def test_says_again_what_was_written():
    written = session_token(USER, level=AssuranceLevel.SUBSTANTIAL, means="totp")
    assert tokens.read_token(tokens.write_token(written)) == written


def test_when_the_key_is_replaced_nobody_is_signed_in_any_more():
    written = tokens.write_token(session_token(USER))
    duties.rotate("session")
    assert tokens.read_token(written) is None
    again = tokens.write_token(session_token(USER))
    assert tokens.read_token(again).user == USER


def test_the_good_claims_are_read():
    assert tokens.read_token(signed(header(), claims())).user == USER


@pytest.mark.parametrize(
    "make",
    [
        lambda: "",
        lambda: "x",
        lambda: "é.é.é",
        lambda: "a.b.c",
        lambda: tokens.write_token(session_token(USER))[:-2],
        lambda: f"{part(header(alg='none'))}.{part(claims())}.",
        lambda: signed(header(alg="HS512"), claims(), algorithm="HS512"),
        lambda: signed(header(typ="JWT"), claims()),
        lambda: signed(header(kid="other"), claims()),
        lambda: signed(header(), claims(), key=b"k" * 32),
        lambda: signed(header(kid="other"), claims(), key=b"k" * 32),
        lambda: signed(header(), claims(sid=None)),
        lambda: signed(header(), claims(level="very high")),
        lambda: signed(header(), claims(started="now")),
        lambda: f"{part({'alg': 'HS256', 'typ': tokens.TYPE})}.{part(claims())}.AA",
    ],
    ids=[
        "empty",
        "no token",
        "not ascii",
        "no base64",
        "cut off",
        "alg none",
        "another algorithm",
        "another type",
        "unknown key",
        "another key",
        "another key without its id",
        "a claim is missing",
        "unknown level",
        "no moment",
        "no key id",
    ],
)
def test_is_not_read(make):
    assert tokens.read_token(make()) is None


@pytest.mark.parametrize(
    "idle, absolute, minutes",
    [(30, 480, 30), (30, 20, 20)],
    ids=["idle comes first", "absolute comes first"],
)
def test_expires_at_the_earlier_limit(idle, absolute, minutes):
    token = session_token(USER)
    found = token.expires(timedelta(minutes=idle), timedelta(minutes=absolute))
    assert found == token.started + timedelta(minutes=minutes)


def test_seen_moves_only_the_last_use():
    token = session_token(USER)
    later = token.last + timedelta(minutes=5)
    assert token.seen(later).last == later
    assert token.seen(later).started == token.started


def test_a_token_is_not_read_with_keys_that_are_gone(monkeypatch):
    text = tokens.write_token(session_token(USER))
    assert tokens.read_token(text).user == USER
    monkeypatch.setattr(vault, "session_keys", lambda: {"other": b"k" * 32})
    assert tokens.read_token(text) is None


def test_what_is_longer_than_a_token_is_not_looked_at():
    assert tokens.read_token("a" * (tokens.LONGEST + 1)) is None
    assert tokens._read.cache_info().maxsize * tokens.LONGEST < 8 * 1024 * 1024
