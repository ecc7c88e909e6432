"""The strict client: what we take from a provider."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc import discovery
from collective.eloket.accounts.oidc import idtoken
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.assertion import credentials
from collective.eloket.accounts.oidc.errors import ClosedRoadError
from collective.eloket.accounts.oidc.model import Tokens
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.provider_errors import CodeRefusedError
from collective.eloket.accounts.oidc.provider_errors import IdTokenMissingError
from collective.eloket.accounts.oidc.provider_errors import TokenTypeError
from collective.eloket.accounts.oidc.userinfo import userinfo
from collective.eloket.identity.claims import evidence_from_claims
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import ProviderSession
from collective.eloket.identity.statements import said_of_organisations
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import NoReturn


class StrictClient:
    """A client of one provider that has our checks built in.

    pas.plugins.oidc asks the plugin for a client of the ``oic`` library; it gets this
    one, on which the methods of ``oic`` refuse: no road leads past the checks.
    """

    def __init__(self, provider: Provider) -> None:
        """Hold the provider's settings; calls nobody."""
        self.provider = provider

    def evidence(self, code: str, transaction: Transaction, now: datetime) -> Evidence:
        """Return what the code proves, after every check; calls the network."""
        provider = self.provider
        tokens = self.exchange(code, transaction, now)
        claims = idtoken.verified_claims(tokens, transaction, provider, now)
        more = userinfo(provider, tokens, claims, now)
        rules = idtoken.rules_for(transaction, provider)
        evidence = evidence_from_claims(claims, more, rules, read_at=now)
        hint = tokens.id_token if provider.settings["id_token_hint"] else None
        session = ProviderSession(idtoken.sid_of(claims), hint)
        said = said_of_organisations(claims, more)
        return replace(evidence, session=session, said=said)

    def exchange(self, code: str, transaction: Transaction, now: datetime) -> Tokens:
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
        endpoint = discovery.metadata(self.provider).token_endpoint
        headers, more = credentials(self.provider, endpoint, now)
        reply = transport.call(
            "POST",
            endpoint,
            self.provider.allow_private,
            headers=headers,
            form={**form, **more},
        )
        if reply.status != 200:
            raise CodeRefusedError(str(reply.status))
        return tokens_from(reply.body)

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
