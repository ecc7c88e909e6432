"""The provider is asked: keys, proof of who we are, clock."""

from collective.eloket.accounts.oidc.probe.answers import judged
from collective.eloket.accounts.oidc.probe.answers import look_at_clock
from collective.eloket.accounts.oidc.probe.answers import look_at_keys
from collective.eloket.accounts.oidc.probe.model import Verdict
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email.utils import format_datetime
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.probe.test_document import settings

import pytest
import requests


KEYS = f"{fake.ISSUER}/keys"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def allowed():
    return settings(allow_private=True)


def test_keys_that_we_can_use_are_counted(op, allowed):
    line = look_at_keys(KEYS, allowed)
    assert (line.code, line.words.mapping) == ("keys_there", {"count": "1"})
    both = settings(allow_private=True, algorithms=["RS256", "ES256"])
    assert look_at_keys(KEYS, both).words.mapping == {"count": "2"}


@pytest.mark.parametrize(
    "keys, code",
    [
        ([], "keys_empty"),
        ("none", "keys_empty"),
        (["no key"], "keys_useless"),
        ([{"kty": "oct", "k": "AAAA"}], "keys_useless"),
        ([fake.EC.as_dict(private=False)], "keys_useless"),
        ([fake.WEAK.as_dict(private=False)], "keys_useless"),
    ],
    ids=["none", "no list", "no object", "symmetric", "another kind", "weak"],
)
def test_keys_that_we_cannot_use(op, allowed, keys, code):
    op.raw_keys = keys
    assert look_at_keys(KEYS, allowed).code == code


@pytest.mark.parametrize(
    "broken",
    [requests.ConnectTimeout("x"), (503, {}, ""), (200, {}, "<html>"), (302, {}, "")],
    ids=["silent", "broken", "a page", "elsewhere"],
)
def test_keys_that_cannot_be_fetched(op, allowed, broken):
    op.broken["/keys"] = broken
    assert look_at_keys(KEYS, allowed).code == "keys_unreachable"


@pytest.mark.parametrize(
    "status, body, code, verdict",
    [
        (400, {"error": "invalid_grant"}, "client_known", Verdict.OK),
        (401, {"error": "invalid_grant"}, "client_known", Verdict.OK),
        (401, {"error": "invalid_client"}, "client_refused", Verdict.WRONG),
        (400, {"error": "invalid_client"}, "client_refused", Verdict.WRONG),
        (401, {}, "client_refused", Verdict.WRONG),
        (400, {"error": "unauthorized_client"}, "client_forbidden", Verdict.WRONG),
        (400, {"error": "invalid_request"}, "client_unclear", Verdict.WARNING),
        (404, {}, "client_unclear", Verdict.WARNING),
        (200, {"access_token": "x"}, "client_careless", Verdict.WRONG),
        (201, {}, "client_careless", Verdict.WRONG),
    ],
    ids=str,
)
def test_the_answer_to_an_invented_code_says_whether_it_knows_us(
    status, body, code, verdict
):
    line = judged(status, body)
    assert (line.code, line.verdict) == (code, verdict)


@pytest.mark.parametrize(
    "seconds, code",
    [
        (0, "clock_same"),
        (19, "clock_same"),
        (20, "clock_off"),
        (-59, "clock_off"),
        (60, "clock_wrong"),
        (-3600, "clock_wrong"),
    ],
)
def test_clocks_are_compared(seconds, code):
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    (line,) = look_at_clock(date, NOW)
    assert line.code == code


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_without_a_date_nothing_is_said(date):
    assert list(look_at_clock(date, NOW)) == []
