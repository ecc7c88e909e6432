"""Signing out here ends the session at the provider, and comes back."""

from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import sessions
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import leave
from tests.accounts.people import web_request
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import pytest
import requests
import transaction


AFTERWARDS = "http://localhost/afmelden"
DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def provider(portal, integration, op):
    def make(**settings):
        return set_provider(portal, settings={"allow_private": True, **settings})

    return make


def begin(portal, request, sid=None, id="proef"):
    return service.begin_logout(portal, request, id, sid, AFTERWARDS)


def asked(address) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.mark.seed("000-05")
def test_signing_out_leads_to_the_provider(portal, provider):
    provider()
    request = web_request()
    address = begin(portal, request)
    assert address.startswith(f"{fake.ISSUER}/logout?client_id=testegem&")
    found = asked(address)
    assert found["post_logout_redirect_uri"] == AFTERWARDS
    cookie = request.response.cookies["eloket-out"]
    assert found["state"] == cookie["value"]
    assert found["state"].startswith("proef.")
    assert len(found["state"]) == len("proef.") + 43
    assert "id_token_hint" not in found


@pytest.mark.parametrize(
    "cookie, state, back",
    [
        ("proef.aaa", "proef.aaa", "proef"),
        ("proef.aaa", "proef.bbb", None),
        ("proef.aaa", "proef", None),
        ("proef.aaa", None, None),
        ("proef.aaa", ["proef.aaa"], None),
        (None, "proef.aaa", None),
        (None, "", None),
        ("", "", None),
    ],
    ids=[
        "back",
        "another",
        "no secret",
        "none",
        "twice",
        "did not leave",
        "empty",
        "both empty",
    ],
)
def test_only_who_left_came_back(cookie, state, back):
    sent = {} if cookie is None else {"eloket-out": cookie}
    form = {} if state is None else {"state": state}
    assert service.came_back(web_request(sent, form=form)) == back


def test_signing_out_does_not_fail_on_a_provider(portal, provider, op):
    provider()
    op.broken[DISCOVERY] = requests.ConnectionError()
    request = web_request()
    assert begin(portal, request) is None
    assert not request.response.cookies
    assert begin(portal, request, id="gone") is None


def test_a_provider_without_such_a_page_is_left_alone(portal, provider, op):
    provider()
    op.metadata = {"end_session_endpoint": None}
    request = web_request()
    assert begin(portal, request) is None
    assert not request.response.cookies


def test_it_may_be_set_that_nobody_is_led_there(portal, provider, op):
    provider(logout_by="none")
    assert begin(portal, web_request()) is None
    assert op.calls == []


def test_it_may_be_done_without_the_browser(portal, provider, op, mock):
    told = []

    def logout(request):
        told.append(asked(request.url))
        return 204, {}, ""

    mock.add_callback("GET", f"{fake.ISSUER}/logout", callback=logout)
    provider(logout_by="server")
    request = web_request()
    assert begin(portal, request) is None
    assert [found["client_id"] for found in told] == [fake.CLIENT_ID]
    assert not request.response.cookies


# with the ID token


@pytest.fixture
def hinted(site):
    set_provider(site, settings={"allow_private": True, "id_token_hint": True})
    transaction.commit()


@pytest.fixture
def signed_in(visitor, op, citizen, hinted):
    """The id of a session that hangs on the provider's."""
    op.claims = {"sid": "session-1"}
    come_back(visitor, leave(visitor, op))
    cookie = visitor.cookies_set["eloket-session"].value
    return sid_of(cookie)


def sid_of(cookie: str) -> str:
    from collective.eloket.accounts.tokens import read_token

    return read_token(cookie).sid


def test_the_provider_is_shown_its_own_token_once(site, signed_in):
    request = web_request()
    found = asked(begin(site, request, signed_in))
    assert found["id_token_hint"].count(".") == 2
    assert "id_token_hint" not in asked(begin(site, web_request(), signed_in))
    assert sessions.users_of(fake.ISSUER, "session-1") == set()


def test_the_token_lies_sealed_and_bound_to_its_session(site, signed_in):
    from collective.eloket.ephemeral.service import side_store

    kept = side_store().get(sessions.OURS, signed_in)
    assert b"person-1" not in kept and b"eyJ" not in kept
    from datetime import timedelta

    side_store().put(sessions.OURS, "another", kept, timedelta(minutes=1))
    assert sessions.forget("another") is None


def test_a_new_session_of_the_browser_takes_the_place(site, visitor, op, signed_in):
    come_back(visitor, leave(visitor, op))
    later = sid_of(visitor.cookies_set["eloket-session"].value)
    assert later != signed_in
    assert sessions.forget(signed_in) is None
    assert sessions.forget(later).count(".") == 2


def test_a_session_that_hangs_on_none_at_the_provider_is_forgotten_too(
    visitor, op, citizen, hinted
):
    op.claims = {"sid": None}
    come_back(visitor, leave(visitor, op))
    sid = sid_of(visitor.cookies_set["eloket-session"].value)
    assert sessions.forget(sid).count(".") == 2
    assert sessions.forget(sid) is None
