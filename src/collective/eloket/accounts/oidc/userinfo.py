"""What does the provider tell of who signed in, beside the ID token?"""

from collections.abc import Mapping
from collective.eloket.accounts.oidc import discovery
from collective.eloket.accounts.oidc import idtoken
from collective.eloket.accounts.oidc import jose
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.idtoken_errors import TokenExpiredError
from collective.eloket.accounts.oidc.idtoken_errors import TokenTooEarlyError
from collective.eloket.accounts.oidc.model import SKEW
from collective.eloket.accounts.oidc.model import Tokens
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.provider_errors import UserinfoIssuerError
from collective.eloket.accounts.oidc.provider_errors import UserinfoRefusedError
from collective.eloket.accounts.oidc.provider_errors import UserinfoSubjectError
from collective.eloket.identity.claims import time_claim
from datetime import datetime
from typing import Any


#: What we want to read, by the setting ``userinfo``.
ACCEPT = {"json": "application/json"}


def userinfo(
    provider: Provider, tokens: Tokens, claims: Mapping[str, Any], now: datetime
) -> Mapping[str, Any]:
    """Return the claims that the access token opens; empty when there are none.

    :raises UserinfoRefusedError: the provider does not give them.
    :raises UserinfoSubjectError: they are about somebody else than the ID token.
    """
    address = discovery.metadata(provider).userinfo_endpoint
    form = provider.settings["userinfo"]
    if address is None or form == "none":
        return {}
    reply = transport.call(
        provider.settings["userinfo_method"],
        address,
        provider.allow_private,
        headers={
            "Authorization": f"Bearer {tokens.access_token}",
            "Accept": ACCEPT.get(form, "application/jwt"),
        },
    )
    if reply.status != 200:
        raise UserinfoRefusedError(str(reply.status))
    found = reply.body if form == "json" else signed(provider, reply, now)
    sub = claims.get("sub")
    if not isinstance(sub, str) or not idtoken.is_same(found.get("sub"), sub):
        raise UserinfoSubjectError
    return found


def signed(
    provider: Provider, reply: transport.Reply, now: datetime
) -> Mapping[str, Any]:
    """Return the claims of a signed answer (OpenID Connect Core 1.0, 5.3.2).

    :raises UserinfoIssuerError: it is another issuer's, or meant for somebody else.
    """
    token = reply.token
    if provider.settings["userinfo"] == "nested":
        token = jose.decrypted(token, provider)
    any_key = provider.settings["userinfo_without_kid"]
    claims = jose.signed_claims(token, provider, any_key=any_key)
    if claims.get("iss") != provider.issuer:
        raise UserinfoIssuerError
    if provider.client_id not in idtoken.audience_of(claims):
        raise UserinfoIssuerError
    check_times(claims, now)
    return claims


def check_times(claims: Mapping[str, Any], now: datetime) -> None:
    """Check the times, as far as there are any: it was fetched this moment."""
    if "exp" in claims and now - SKEW >= time_claim(claims, "exp"):
        raise TokenExpiredError
    for name in ("iat", "nbf"):
        if name in claims and time_claim(claims, name) > now + SKEW:
            raise TokenTooEarlyError
