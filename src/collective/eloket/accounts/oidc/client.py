"""The strict client: what we say to a provider, and what we take from it."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc import discovery
from collective.eloket.accounts.oidc import idtoken
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.errors import ClosedRoadError
from collective.eloket.accounts.oidc.errors import CodeRefusedError
from collective.eloket.accounts.oidc.errors import IdTokenMissingError
from collective.eloket.accounts.oidc.errors import TokenTypeError
from collective.eloket.accounts.oidc.errors import UserinfoRefusedError
from collective.eloket.accounts.oidc.errors import UserinfoSubjectError
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Tokens
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.identity.claims import ClaimRules
from collective.eloket.identity.claims import evidence_from_claims
from collective.eloket.identity.evidence import Evidence
from datetime import datetime
from typing import Any
from typing import NoReturn
from urllib.parse import quote_plus

import base64
import hashlib
import secrets


def challenge_for(verifier: str) -> str:
    """Return the code challenge of a verifier (RFC 7636, section 4.2, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class StrictClient:
    """A client of one provider that has our checks built in.

    pas.plugins.oidc asks the plugin for a client of the ``oic`` library; it gets this
    one, on which the methods of ``oic`` refuse: no road leads past the checks.
    """

    def __init__(self, provider: Provider) -> None:
        """Hold the provider's settings; calls nobody."""
        self.provider = provider

    def authorization_url(self, transaction: Transaction, ask: Ask) -> str:
        """Return where to send the browser; may call the network for discovery."""
        parameters = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": transaction.redirect_uri,
            "scope": " ".join(self.provider.settings.scopes(ask.purpose)),
            "state": transaction.state,
            "nonce": transaction.nonce,
            "code_challenge": challenge_for(transaction.verifier),
            "code_challenge_method": "S256",
            "acr_values": " ".join(transaction.acr),
        }
        if ask.language:
            parameters["ui_locales"] = ask.language
        if ask.prompt:
            parameters["prompt"] = ask.prompt
        if ask.max_age is not None:
            parameters["max_age"] = str(int(ask.max_age.total_seconds()))
        address = discovery.metadata(self.provider).authorization_endpoint
        return discovery.with_parameters(address, parameters)

    def evidence(self, code: str, transaction: Transaction, now: datetime) -> Evidence:
        """Return what the code proves, after every check; calls the network."""
        tokens = self.exchange(code, transaction)
        claims = idtoken.verified_claims(tokens, transaction, self.provider, now)
        userinfo = self.userinfo(tokens, claims)
        rules = ClaimRules(
            provider=self.provider.id,
            names=self.provider.settings.names,
            means=self.provider.means,
            number_asked=self.provider.settings.number_asked(transaction.purpose),
        )
        return evidence_from_claims(claims, userinfo, rules, read_at=now)

    def exchange(self, code: str, transaction: Transaction) -> Tokens:
        """Return the tokens for a code.

        :raises CodeRefusedError: the provider gives none.
        :raises TokenTypeError: the access token is of another kind.
        :raises IdTokenMissingError: there is no ID token.
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": transaction.redirect_uri,
            "code_verifier": transaction.verifier,
        }
        headers, more = self.credentials()
        reply = transport.call(
            "POST",
            discovery.metadata(self.provider).token_endpoint,
            self.provider.allow_private,
            headers=headers,
            form={**form, **more},
        )
        if reply.status != 200:
            raise CodeRefusedError(str(reply.status))
        return tokens_from(reply.body)

    def credentials(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the headers and form fields that prove who we are.

        RFC 6749, section 2.3.1: id and secret are form-encoded before Basic.
        """
        name, secret = self.provider.client_id, self.provider.client_secret
        if self.provider.settings["token_auth"] == "client_secret_post":  # noqa: S105 - a method
            return {}, {"client_id": name, "client_secret": secret}
        pair = f"{quote_plus(name)}:{quote_plus(secret)}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}, {}

    def userinfo(self, tokens: Tokens, claims: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the claims that the access token opens; empty when there are none.

        :raises UserinfoRefusedError: the provider does not give them.
        :raises UserinfoSubjectError: they are about somebody else.
        """
        address = discovery.metadata(self.provider).userinfo_endpoint
        if address is None:
            return {}
        reply = transport.call(
            "GET",
            address,
            self.provider.allow_private,
            headers={"Authorization": f"Bearer {tokens.access_token}"},
        )
        if reply.status != 200:
            raise UserinfoRefusedError(str(reply.status))
        sub = claims.get("sub")
        if not isinstance(sub, str) or not idtoken.is_same(reply.body.get("sub"), sub):
            raise UserinfoSubjectError
        return reply.body

    def logout_url(self, return_url: str) -> str | None:
        """Return where the browser ends the session at the provider, or None.

        ACM/IDM takes client_id instead of id_token_hint; so may any provider
        (OpenID Connect RP-Initiated Logout 1.0, section 2).
        """
        address = discovery.metadata(self.provider).end_session_endpoint
        if address is None:
            return None
        parameters = {
            "client_id": self.provider.client_id,
            "post_logout_redirect_uri": return_url,
            "state": secrets.token_urlsafe(16),
        }
        return discovery.with_parameters(address, parameters)

    def _closed(self, *args: object, **kwargs: object) -> NoReturn:
        raise ClosedRoadError

    # what pas.plugins.oidc calls on a client of ``oic``
    construct_AuthorizationRequest = _closed
    parse_response = _closed
    do_access_token_request = _closed
    do_user_info_request = _closed
    provider_config = _closed
    store_registration_info = _closed


def tokens_from(body: Mapping[str, Any]) -> Tokens:
    """Read the answer of the token endpoint (OpenID Connect Core 1.0, 3.1.3.3)."""
    kind = body.get("token_type")
    access_token = body.get("access_token")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise TokenTypeError
    if not isinstance(access_token, str) or not is_token(access_token):
        raise TokenTypeError
    id_token = body.get("id_token")
    if not isinstance(id_token, str) or not id_token:
        raise IdTokenMissingError
    return Tokens(access_token=access_token, id_token=id_token)


def is_token(text: str) -> bool:
    """May this stand in an Authorization header (RFC 6750, section 2.1)?"""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text
