"""A means used anew: by ``auth_time``, or past the provider's sign-out first."""

from collective.eloket.accounts.oidc import flow
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.browser import callback
from collective.eloket.accounts.oidc.idtoken_errors import NotFreshError
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from datetime import timedelta
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import last_write
from tests.accounts.oidc.visitor import LOGIN
from tests.accounts.oidc.visitor import session_cookies
from tests.accounts.oidc.visitor import Visitor
from tests.accounts.people import web_request
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import pytest
import transaction


CONTINUE = "/acl_users/proef/continue"
ANEW = Ask(purpose=Purpose.STEPUP, max_age=timedelta(0), prompt="login")


@pytest.fixture
def logout_first(site):
    set_provider(site, settings={"allow_private": True, "freshness": "logout_first"})
    transaction.commit()


@pytest.fixture
def proofs(monkeypatch):
    """How each sign-in of the test was proven."""
    seen = []
    original = callback.accounts.sign_in

    def sign_in(request, citizen, evidence, *more):
        seen.append(evidence.proof)
        return original(request, citizen, evidence, *more)

    monkeypatch.setattr(callback.accounts, "sign_in", sign_in)
    return seen


def parameters(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def leave_anew(visitor, monkeypatch, user, **changes):
    """Begin as a page of ours would that wants the means used anew."""
    wanted = {
        "purpose": ANEW.purpose,
        "max_age": ANEW.max_age,
        "prompt": ANEW.prompt,
        "user": user,
        **changes,
    }

    def begin(plugin, request, _ask):
        return flow.begin(plugin, request, Ask(**wanted))

    monkeypatch.setattr(service, "begin", begin)
    visitor.get(LOGIN)
    monkeypatch.undo()
    return visitor


def signed_in(visitor, op):
    visitor.get(LOGIN)
    come_back(visitor, op.visit(visitor.location))
    assert session_cookies(visitor)


def test_it_is_proven_by_the_time_that_the_provider_says(
    visitor, op, citizen, monkeypatch, proofs
):
    signed_in(visitor, op)
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, citizen)
    asked = op.visit(visitor.location)
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    come_back(visitor, asked)
    assert session_cookies(visitor)
    assert proofs == ["oidc", "oidc-fresh"]


def test_the_browser_goes_past_the_sign_out_first(
    visitor, op, site, citizen, logout_first, monkeypatch, proofs
):
    signed_in(visitor, op)
    before = last_write(site)
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, citizen)
    assert visitor.location.startswith(f"{fake.ISSUER}/logout?")
    out = parameters(visitor.location)
    assert out["post_logout_redirect_uri"] == f"{visitor.site}{CONTINUE}"
    visitor.get(CONTINUE, state=out["state"])
    assert visitor.status == 302
    assert visitor.location.startswith(f"{fake.ISSUER}/auth?")
    asked = op.visit(visitor.location)
    assert asked["state"] != out["state"]
    assert "prompt" not in asked and "max_age" not in asked
    assert last_write(site) == before
    op.claims = {"auth_time": None}
    come_back(visitor, asked)
    assert session_cookies(visitor)
    assert proofs == ["oidc", "oidc-logout-first"]


def test_an_ordinary_sign_in_does_not_go_past_it(visitor, logout_first):
    visitor.get(LOGIN)
    assert visitor.location.startswith(f"{fake.ISSUER}/auth?")


def test_nobody_skips_the_sign_out_by_the_same_cookie(
    visitor, op, citizen, logout_first, monkeypatch
):
    signed_in(visitor, op)
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, citizen)
    out = parameters(visitor.location)
    calls = len(op.calls)
    come_back(visitor, out)
    assert visitor.status == 400
    assert not visitor.cookies_set
    assert len(op.calls) == calls


@pytest.mark.parametrize(
    "changes, status",
    [
        ({"state": "x" * 43}, 400),
        ({"state": None}, 400),
        ({"state": "twice"}, 400),
    ],
    ids=["another state", "no state", "twice"],
)
def test_going_on_needs_the_state_of_this_browser(
    visitor, op, site, citizen, logout_first, monkeypatch, changes, status
):
    signed_in(visitor, op)
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, citizen)
    state = parameters(visitor.location)["state"]
    wanted = changes["state"]
    query = {"state": [state, state] if wanted == "twice" else wanted}
    before = last_write(site)
    visitor.get(CONTINUE, **{k: v for k, v in query.items() if v})
    assert visitor.status == status
    assert not visitor.cookies_set
    assert last_write(site) == before


def test_another_browser_does_not_go_on(
    visitor, op, functional, citizen, logout_first, monkeypatch
):
    signed_in(visitor, op)
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, citizen)
    state = parameters(visitor.location)["state"]
    stranger = Visitor(functional["app"], functional["portal"])
    stranger.get(CONTINUE, state=state)
    assert stranger.status == 400
    visitor.get(CONTINUE, state=state)
    assert visitor.status == 302


def test_one_goes_on_once(visitor, op, functional, citizen, logout_first, monkeypatch):
    signed_in(visitor, op)
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, citizen)
    state = parameters(visitor.location)["state"]
    kept = dict(visitor.browser.cookies)
    visitor.get(CONTINUE, state=state)
    again = Visitor(functional["app"], functional["portal"])
    again.get("")
    name = f"eloket-tx-{state[:8]}"
    again.browser.cookies.create(name, kept[name].strip('"'), path="/")
    again.get(CONTINUE, state=state)
    assert again.status == 400
    assert not again.cookies_set


def test_a_sign_in_that_is_under_way_does_not_go_on(visitor, op, citizen):
    visitor.get(LOGIN)
    asked = op.visit(visitor.location)
    visitor.get(CONTINUE, state=asked["state"])
    assert visitor.status == 400
    come_back(visitor, asked)
    assert session_cookies(visitor)


def test_a_provider_without_sign_out_cannot_do_it(portal, integration, op):
    plugin = set_provider(
        portal, settings={"allow_private": True, "freshness": "logout_first"}
    )
    op.metadata = {"end_session_endpoint": None}
    request = web_request()
    with pytest.raises(NotFreshError):
        service.begin(plugin, request, ANEW)
    assert not request.response.cookies
