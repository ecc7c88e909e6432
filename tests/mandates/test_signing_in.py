"""Who can act for somebody else is asked after signing in, and nobody else is."""

from collective.eloket.accounts import capacity
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.session import sent_session
from collective.eloket.accounts.tokens import read_token
from collective.eloket.identity.levels import AssuranceLevel
from tests.accounts.people import web_request
from tests.mandates import house

import pytest


DESK = "http://localhost/plone/e-loket"


def sign_in(citizen, cookies=None, level=AssuranceLevel.HIGH):
    """Sign in; returns the request and what the session says."""
    request = web_request(cookies)
    proof = house.evidence("x", "y", None, level=level, attributes={})
    token = accounts.sign_in(request, citizen, proof)
    return request, token


@pytest.mark.parametrize(
    ("goal", "query"),
    [(None, ""), ("/e-loket/bewijs", "?came_from=%2Fe-loket%2Fbewijs")],
)
def test_a_parent_is_asked_for_whom(noor, goal, query):
    house.verified(noor)
    request, token = sign_in(noor)
    asks = capacity.page_after(request, DESK, goal)
    assert asks == f"{DESK}/hoedanigheid{query}"
    said = read_token(token)
    assert (said.capacity, said.choice) == ("citizen", True)


def test_who_has_one_capacity_is_not_asked(noor):
    request, token = sign_in(noor)
    assert capacity.page_after(request, DESK, None) is None
    assert read_token(token).choice is False


def test_a_weak_sign_in_is_not_asked(noor):
    house.verified(noor)
    request, token = sign_in(noor, level=AssuranceLevel.LOW)
    assert capacity.page_after(request, DESK, None) is None
    assert read_token(token).choice is False


def test_who_raises_the_own_session_chose_already(noor):
    house.verified(noor)
    _first, token = sign_in(noor)
    again, _token = sign_in(noor, {"eloket-session": token})
    assert capacity.page_after(again, DESK, None) is None


def test_whoever_takes_the_browser_over_acts_for_oneself(noor, bram):
    id = house.verified(noor)
    _first, token = sign_in(noor)
    request = web_request({"eloket-session": token})
    acting = capacity.choose(request, sent_session(request), f"child:{id}")
    _again, token = sign_in(noor, {"eloket-session": acting})
    assert read_token(token).capacity == f"child:{id}"
    _other, token = sign_in(bram, {"eloket-session": token})
    assert read_token(token).capacity == "citizen"
