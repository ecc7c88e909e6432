"""The protocol: authlib's code grant with what these providers do differently."""

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.flask_oauth2 import ResourceProtector
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.core.util import create_half_hash
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.provider.assertions import Assertions
from eloket_sandbox.provider.clients import Client
from eloket_sandbox.provider.keys import SigningKeys
from eloket_sandbox.provider.kinds.kind import Kind
from eloket_sandbox.provider.kinds.kind import NESTED
from eloket_sandbox.provider.state import Asked
from eloket_sandbox.provider.state import Code
from eloket_sandbox.provider.state import Memory
from eloket_sandbox.provider.state import Token
from eloket_sandbox.provider.state import TOKEN_SECONDS
from eloket_sandbox.provider.switches import Switches
from eloket_sandbox.provider.written import encrypted
from flask import Flask
from typing import Any

import json
import time


@dataclass
class Provider:
    """A running provider: who may ask, what it signs with, how it behaves."""

    issuer: str
    clients: dict[str, Client]
    keys: SigningKeys
    kind: Kind
    memory: Memory = field(default_factory=Memory)
    switches: Switches = field(default_factory=Switches)

    def address(self, name: str) -> str:
        """Return an address, by its name in a discovery document."""
        return f"{self.issuer}{self.kind.roads[name]}"

    def covered(self, token: str, client: Client, form: str) -> str:
        """Return a token for that application, encrypted where that is the form."""
        return encrypted(token, client.keys.encrypting()) if form == NESTED else token


def asked_by(data: Mapping[str, str], scope: str) -> Asked:
    """Return what a request asks to be told."""
    try:
        parts = json.loads(data.get("claims") or "{}")
        token, userinfo = (parts.get(name) or {} for name in ("id_token", "userinfo"))
        claims = frozenset(token), frozenset(userinfo)
    except (ValueError, AttributeError, TypeError):
        raise InvalidRequestError("'claims' cannot be read") from None
    return Asked(scope, bool(data.get("acr_values")), *claims)


def server_for(provider: Provider, app: Flask) -> AuthorizationServer:
    """Return the authorization server of a provider."""
    app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"authorization_code": TOKEN_SECONDS}

    def save_token(token: dict[str, Any], request: Any) -> None:
        code = request.authorization_code
        provider.memory.put_token(
            token["access_token"],
            Token(
                client=request.client,
                sign_in=code.sign_in,
                asked=code.asked,
                expires=time.time() + TOKEN_SECONDS,
            ),
        )

    server = AuthorizationServer(app, provider.clients.get, save_token)
    server.provider = provider
    assertions = Assertions(provider.address("token_endpoint"), provider.clients)
    server.register_client_auth_method(assertions.CLIENT_AUTH_METHOD, assertions)
    server.register_grant(CodeGrant, [IDToken(provider), ProofKey(required=False)])
    return server


class CodeGrant(AuthorizationCodeGrant):
    """The code grant; codes live in the provider's memory and work once."""

    TOKEN_ENDPOINT_AUTH_METHODS = (
        "client_secret_basic",
        "client_secret_post",
        Assertions.CLIENT_AUTH_METHOD,
    )

    def save_authorization_code(self, code, request):
        """See AuthorizationCodeGrant; ``acr`` comes only when it was asked for."""
        data, provider = request.payload.data, self.server.provider
        kept = Code(
            code=code,
            client_id=request.client.client_id,
            redirect_uri=request.payload.redirect_uri,
            asked=asked_by(data, request.scope),
            sign_in=request.user,
            expires=time.time() + provider.kind.code_seconds,
            nonce=data.get("nonce"),
            code_challenge=data.get("code_challenge"),
            code_challenge_method=data.get("code_challenge_method"),
        )
        provider.memory.put_code(kept)

    def query_authorization_code(self, code, client):
        """See AuthorizationCodeGrant; a code that was shown once is gone."""
        return self.server.provider.memory.take_code(code, client.client_id)

    def delete_authorization_code(self, authorization_code):
        """See AuthorizationCodeGrant; it is gone already."""

    def authenticate_user(self, authorization_code):
        """See AuthorizationCodeGrant."""
        return authorization_code.sign_in


class ProofKey(CodeChallenge):
    """PKCE with S256 only; a challenge without method would mean ``plain``."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant, redirect_uri):
        """See CodeChallenge."""
        super().validate_code_challenge(grant, redirect_uri)
        data = grant.request.payload.data
        if data.get("code_challenge") and not data.get("code_challenge_method"):
            raise InvalidRequestError("Unsupported 'code_challenge_method'")


class IDToken(OpenIDCode):
    """The ID token; ``auth_time`` and all that may be wrong are switches."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=False)
        self.provider = provider

    def exists_nonce(self, nonce, request):
        """See OpenIDCode; a nonce is the application's own affair."""
        return False

    def process_token(self, grant, response):
        """Put the ID token beside the access token."""
        _status, token, _headers = response
        if not self.provider.switches.take("no_id_token"):
            token["id_token"] = self.encode_id_token(token, grant.request)
        return token

    def encode_id_token(self, token, request):
        """See OpenIDCode."""
        provider, code = self.provider, request.authorization_code
        now = int(time.time())
        claims = {
            "iss": provider.issuer,
            "aud": [code.client_id],
            "azp": code.client_id,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "at_hash": create_half_hash(token["access_token"], "RS256").decode(),
            **provider.kind.in_token(code.sign_in, code.asked),
        }
        if code.nonce:
            claims["nonce"] = code.nonce
        if provider.switches.auth_time:
            claims["auth_time"] = code.sign_in.at
        token = provider.switches.encode(
            claims, provider.keys.current, request.client.secret
        )
        return provider.covered(token, request.client, provider.kind.id_token)


class TokenValidator(BearerTokenValidator):
    """Finds access tokens in the provider's memory."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory

    def authenticate_token(self, token_string):
        """See BearerTokenValidator."""
        return self.memory.find_token(token_string)


def protector_for(provider: Provider) -> ResourceProtector:
    """Return what guards userinfo."""
    protector = ResourceProtector()
    protector.register_token_validator(TokenValidator(provider.memory))
    return protector
