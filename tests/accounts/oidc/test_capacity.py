"""Somebody comes back from a provider as an enterprise, and acts for it."""

from collective.eloket.accounts.oidc import hints
from collective.eloket.accounts.stated import KIND
from collective.eloket.accounts.tokens import read_token
from collective.eloket.ephemeral.service import side_store
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import last_write
from tests.accounts.oidc.visitor import leave
from tests.accounts.oidc.visitor import session_cookies
from tests.accounts.stating import BAKERY
from tests.accounts.stating import PRINTER
from tests.accounts.stating import said

import base64
import json
import pytest
import transaction


def let_state(site, is_allowed=True):
    settings = {"allow_private": True, "states_capacity": is_allowed}
    set_provider(site, settings=settings)
    transaction.commit()


def token_of(visitor):
    """Return what the session says that the browser was given."""
    return read_token(visitor.cookies_set["eloket-session"].value)


@pytest.mark.seed("002-02")
@pytest.mark.parametrize("place", ["claims", "info"], ids=["ID token", "userinfo"])
def test_who_chose_an_enterprise_there_acts_for_it(visitor, op, site, citizen, place):
    let_state(site)
    setattr(op, place, said())
    come_back(visitor, leave(visitor, op, came_from="/e-loket/x"))
    assert visitor.status == 302
    assert visitor.location == f"{visitor.site}/e-loket/x"
    token = token_of(visitor)
    assert token.capacity == f"enterprise:{BAKERY}"
    assert side_store().get(KIND, token.sid) is not None


def test_it_waits_while_an_unknown_identity_registers(visitor, op, site):
    let_state(site)
    op.info = said()
    come_back(visitor, leave(visitor, op))
    assert visitor.location == f"{visitor.site}/registreren"
    assert not session_cookies(visitor)


REFUSALS = [
    ("wrong check digits", True, said(vo_orgcode="0999999923"), 502),
    ("number of another kind", True, said(vo_orgcode="OVO002949"), 502),
    ("unknown group", True, said(vo_doelgroepcode="XX"), 502),
    ("a citizen and an enterprise", True, said(vo_doelgroepcode="BUR"), 502),
    ("no organisation", True, {"vo_doelgroepcode": "EA"}, 502),
    ("represents another", True, said(wv_orgcode=PRINTER), 502),
    ("role of another", True, said(dimona_rol_3d=[f"lezer:{PRINTER}"]), 502),
    ("role of none", True, said(dimona_rol_3d=["lezer"]), 502),
    ("roles no list", True, said(dimona_rol_3d=f"lezer:{BAKERY}"), 502),
    ("may not state it", False, said(), 403),
    ("may not state a role", False, {"dimona_rol_3d": [f"lezer:{BAKERY}"]}, 403),
]


@pytest.mark.parametrize(
    ("is_allowed", "info", "status"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_a_refusal_leaves_nothing_behind(
    visitor, op, site, citizen, caplog, is_allowed, info, status
):
    let_state(site, is_allowed)
    op.info = info
    asked = leave(visitor, op)
    before = last_write(site)
    caplog.clear()
    come_back(visitor, asked)
    assert visitor.status == status
    assert "<h1" in visitor.text
    assert visitor.location is None
    assert not visitor.cookies_set
    assert last_write(site) == before
    for personal in ("Proefmans", BAKERY, PRINTER):
        assert personal not in caplog.text


def test_two_answers_of_one_provider_are_refused(visitor, op, site, citizen):
    let_state(site)
    op.claims, op.info = said(), said(vo_orgcode=PRINTER)
    come_back(visitor, leave(visitor, op))
    assert visitor.status == 502
    assert not session_cookies(visitor)


# asking for a capacity


def hint_in(asked) -> object:
    return json.loads(base64.b64decode(asked["login_hint"]))


@pytest.mark.parametrize(
    ("parameters", "hint"),
    [
        ({"dg": "EA"}, {"cap_hint": "EA"}),
        ({"dg": "EA", "oc": BAKERY}, {"cap_hint": "EA", "code_hint": BAKERY}),
        ({"dg": "EA", "oc": "0999.999.922"}, {"cap_hint": "EA", "code_hint": BAKERY}),
        ({"wissel": "1"}, {"switch_id": True}),
    ],
)
def test_an_address_can_ask_for_a_capacity(visitor, op, site, parameters, hint):
    let_state(site)
    assert hint_in(leave(visitor, op, **parameters)) == hint


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"dg": "XX"}, 400),
        ({"dg": ["EA", "LB"]}, 400),
        ({"dg": "EA", "oc": "0999999923"}, 400),
        ({"dg": "EA", "oc": ""}, 400),
        ({"oc": BAKERY}, 400),
    ],
    ids=["group", "two groups", "check digits", "empty", "no group"],
)
def test_no_capacity_is_guessed(visitor, op, site, parameters, status):
    let_state(site)
    visitor.get("/acl_users/proef/login", **parameters)
    assert visitor.status == status
    assert not visitor.cookies_set


def test_a_provider_that_may_not_say_it_is_not_asked(visitor, op, site):
    visitor.get("/acl_users/proef/login", dg="EA")
    assert visitor.status == 403
    assert not visitor.cookies_set
    assert "login_hint" not in leave(visitor, op)


def test_who_is_signed_in_switches_without_using_the_means_again(
    visitor, op, site, citizen
):
    let_state(site)
    op.info = said()
    come_back(visitor, leave(visitor, op))
    first = token_of(visitor)
    asked = leave(visitor, op, wissel="1")
    assert "prompt" not in asked and "max_age" not in asked
    assert asked["login_hint"] == hints.encoded(hints.SWITCH)
    op.info = {"vo_doelgroepcode": "BUR"}
    come_back(visitor, asked)
    second = token_of(visitor)
    assert (second.capacity, second.user) == ("citizen", first.user)
    assert side_store().get(KIND, first.sid) is None


def test_nobody_else_comes_back_from_a_switch(visitor, op, site, citizen):
    let_state(site)
    come_back(visitor, leave(visitor, op))
    asked = leave(visitor, op, wissel="1")
    op.claims = {"sub": "person-2"}
    op.info = {"sub": "person-2", "rrn": None} | said()
    come_back(visitor, asked)
    assert visitor.status in (409, 502)
    assert not session_cookies(visitor)
