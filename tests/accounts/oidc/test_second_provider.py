"""A whole sign-in at a provider that another library makes, over real sockets."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.accounts.session import is_alive
from collective.eloket.accounts.tokens import read_token
from collective.eloket.clock import utcnow
from tests.accounts.oidc import second
from tests.accounts.oidc.people import OUR_KEYS
from tests.accounts.oidc.test_freshness import leave_anew
from tests.accounts.oidc.visitor import evidence
from tests.accounts.oidc.visitor import Visitor
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from urllib.parse import urlsplit

import base64
import hashlib
import json
import pytest
import requests
import transaction


BY_KEY = {"token_auth": "private_key_jwt"}
SETTINGS = {
    "allow_private": True,
    "scopes": ["openid", "profile", "rrn"],
    "acr_values": ["urn:second:eid", "urn:second:sms"],
    "acr_table": {
        "urn:second:sms": {"means": "sms", "level": "substantial", "number": True}
    },
    "userinfo": "signed",
    "backchannel_logout": True,
}


@pytest.fixture
def provider():
    Shelf.clear()
    with second.running() as running:
        yield running
    Shelf.clear()


@pytest.fixture
def site(portal_of_app, provider):
    set_up(portal_of_app, provider)
    return portal_of_app


def set_up(portal, provider, **changes):
    """Let both sides know each other."""
    plugin = service.set_provider(
        portal,
        "proef",
        "burgerprofiel",
        provider.issuer,
        second.CLIENT_ID,
        second.SECRET,
        {**SETTINGS, **changes},
    )
    address = plugin.absolute_url()
    provider.know(
        f"{address}/callback",
        backchannel_logout_uri=f"{address}/backchannel-logout",
        userinfo_signed_response_alg="RS256",
    )
    transaction.commit()
    return plugin


@pytest.fixture
def visitor(functional, site):
    return Visitor(functional["app"], site)


def leave(visitor) -> str:
    """Leave for the provider; return what is asked of it."""
    visitor.get("/acl_users/proef/login")
    assert visitor.status == 302, visitor.text
    return urlsplit(visitor.location).query


def come_back(visitor, provider, asked: str):
    address = provider.authorize(asked)
    parts = urlsplit(address)
    visitor.browser.open(f"{visitor.site}/acl_users/proef/callback?{parts.query}")
    return dict(parse_qsl(parts.query))


def registered(provider) -> str:
    """Make the account of Noor at the second provider."""
    claims = provider.server.context.session_manager
    sub = claims.get_session_info(provider.session, grant=True)["grant"].sub
    found = evidence(sub=sub)
    changed = Registration(evidence=with_issuer(found, provider.issuer, sub))
    made = accounts.register(changed)
    transaction.commit()
    return made.id


def with_issuer(found, issuer, sub):
    from collective.eloket.identity.evidence import Subject
    from dataclasses import replace

    return replace(found, subject=Subject(issuer, sub))


@pytest.fixture
def signed_in(visitor, provider):
    """A citizen of the second provider, signed in; and the session."""
    come_back(visitor, provider, leave(visitor))
    assert visitor.location.endswith("/registreren")
    user = registered(provider)
    come_back(visitor, provider, leave(visitor))
    return user, read_token(visitor.cookies_set["eloket-session"].value)


def test_a_whole_sign_in(visitor, provider, signed_in):
    user, session = signed_in
    assert session.user == user
    assert (session.means, session.level.label) == ("eid", "high")
    assert session.provider == "proef"
    # discovery and keys once; then token and userinfo, twice
    wanted = [".well-known/openid-configuration", "keys", "token", "userinfo"]
    assert sorted(provider.calls) == sorted([*wanted, "token", "userinfo"])


def test_what_was_asked_was_asked_in_full(visitor, provider):
    asked = dict(parse_qsl(leave(visitor)))
    assert asked["acr_values"] == "urn:second:eid urn:second:sms"
    assert asked["code_challenge_method"] == "S256"
    answer = come_back(visitor, provider, urlencode(asked))
    assert answer["iss"] == provider.issuer
    verifier = provider.posted["code_verifier"]
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert challenge == asked["code_challenge"]


def test_the_provider_itself_refuses_another_verifier(visitor, provider):
    asked = dict(parse_qsl(leave(visitor)))
    asked["code_challenge"] = "x" * 43
    come_back(visitor, provider, urlencode(asked))
    assert visitor.status == 502
    assert not visitor.cookies_set


def test_its_nonce_is_compared(visitor, provider):
    asked = dict(parse_qsl(leave(visitor)))
    asked["nonce"] = "x" * 43
    come_back(visitor, provider, urlencode(asked))
    assert visitor.status == 502
    assert not visitor.cookies_set


def test_its_level_is_read(visitor, provider, signed_in):
    provider.acr = "urn:second:sms"
    come_back(visitor, provider, leave(visitor))
    session = read_token(visitor.cookies_set["eloket-session"].value)
    assert (session.means, session.level.label) == ("sms", "substantial")


def test_a_level_of_its_own_is_refused(visitor, provider):
    provider.acr = "urn:second:password"
    come_back(visitor, provider, leave(visitor))
    assert visitor.status == 502
    assert not visitor.cookies_set


@pytest.mark.parametrize("age, status", [(0, 302), (600, 502)], ids=["anew", "old"])
def test_its_time_is_compared(visitor, provider, signed_in, monkeypatch, age, status):
    user, _session = signed_in
    with monkeypatch.context() as patched:
        leave_anew(visitor, patched, user)
    provider.age = age
    come_back(visitor, provider, urlsplit(visitor.location).query)
    assert visitor.status == status


def test_its_signed_userinfo_is_verified(visitor, provider):
    # what is not signed is refused where it must be
    del provider.server.context.cdb[second.CLIENT_ID]["userinfo_signed_response_alg"]
    come_back(visitor, provider, leave(visitor))
    assert visitor.status == 502
    assert not visitor.cookies_set


def test_it_knows_us_by_a_key(visitor, provider, site):
    plugin = set_up(site, provider, **BY_KEY)
    plugin.set_keys(OUR_KEYS)
    transaction.commit()
    provider.know(
        f"{plugin.absolute_url()}/callback",
        keys=json.loads(json.dumps(service.jwks(plugin))),
        userinfo_signed_response_alg="RS256",
        token_endpoint_auth_method=BY_KEY["token_auth"],
    )
    come_back(visitor, provider, leave(visitor))
    assert visitor.location.endswith("/registreren")
    assert "client_secret" not in provider.posted
    # and once only: the same proof a second time is refused
    again = requests.post(f"{provider.issuer}/token", data=provider.posted, timeout=5)
    assert again.status_code == 401


def test_it_does_not_know_us_by_another_key(visitor, provider, site):
    plugin = set_up(site, provider, **BY_KEY)
    provider.know(
        f"{plugin.absolute_url()}/callback",
        keys=OUR_KEYS.published(),
        token_endpoint_auth_method=BY_KEY["token_auth"],
    )
    come_back(visitor, provider, leave(visitor))
    assert visitor.status == 502


def test_it_ends_the_session(visitor, provider, site, signed_in):
    _user, session = signed_in
    assert is_alive(session, utcnow())
    answer = visitor.browser.testapp.post(
        f"{visitor.site}/acl_users/proef/backchannel-logout",
        {"logout_token": provider.logout_token()},
        expect_errors=True,
    )
    assert answer.status_int == 200, answer.text
    transaction.begin()
    assert not is_alive(session, utcnow())
