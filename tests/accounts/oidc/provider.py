"""A provider outside our process: everything we call is answered here, over HTTP."""

from collections.abc import Callable
from joserfc import jwe
from joserfc import jws
from joserfc.jwk import ECKey
from joserfc.jwk import RSAKey
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import base64
import hashlib
import hmac
import json
import responses


ISSUER = "https://provider.example/op"
CLIENT_ID = "testegem"
SECRET = "s3cret&with=signs"  # noqa: S105
URN = "urn:be:vlaanderen:authmech:"
NUMBER = "85073003328"

RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"}, auto_kid=False)
WEAK = RSAKey.generate_key(1024, {"kid": "weak", "use": "sig"}, auto_kid=False)
STRANGER = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"}, auto_kid=False)
OUR_ENCRYPTION = RSAKey.generate_key(2048, {"kid": "enc-1", "use": "enc"})
OUR_SIGNATURE = RSAKey.generate_key(2048, {"kid": "sig-1", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec-1", "use": "sig"}, auto_kid=False)


def part(value: object) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sign(claims: dict, key=RSA, alg="RS256", **header) -> str:
    """Sign claims; ``kid=None`` leaves the key's id out."""
    protected = {"alg": alg, "kid": key.kid} | header
    protected = {name: value for name, value in protected.items() if value is not None}
    registry = jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    return jws.serialize_compact(
        protected, json.dumps(claims).encode(), key, registry=registry
    )


def encrypt(
    token: str, key=OUR_ENCRYPTION, alg="RSA-OAEP-256", enc="A128CBC-HS256", **header
) -> str:
    """Encrypt a token for us; None leaves a part of the header out."""
    protected = {"alg": alg, "enc": enc, "cty": "JWT", "kid": key.kid} | header
    protected = {name: value for name, value in protected.items() if value is not None}
    registry = jwe.JWERegistry(algorithms=[alg, enc, "DEF"], strict_check_header=False)
    return jwe.encrypt_compact(protected, token, key, registry=registry)


def unsigned(claims: dict) -> str:
    return f"{part({'alg': 'none'})}.{part(claims)}."


def with_client_secret(claims: dict) -> str:
    body = f"{part({'alg': 'HS256', 'kid': 'rsa-1'})}.{part(claims)}"
    return f"{body}.{part(hmac.digest(SECRET.encode(), body.encode(), 'sha256'))}"


class FakeProvider:
    """Answers as ACM/IDM does; each test changes what it wants."""

    def __init__(self, mock: responses.RequestsMock, now: Callable[[], int]) -> None:
        self.now = now
        self.claims: dict = {}
        self.info: dict = {}
        self.token: dict = {}
        self.metadata: dict = {}
        self.keys = [RSA, EC]
        self.raw_keys: list | None = None
        self.make_token: Callable[[dict], str] = sign
        #: how userinfo is written when it is a token
        self.make_info: Callable[[dict], str] | None = None
        self.nonce = ""
        self.acr = f"{URN}eid"
        self.calls: list[str] = []
        self.posted: dict = {}
        self.headers: dict = {}
        #: path → (status, body, headers) instead of the good answer, or an exception
        self.broken: dict[str, object] = {}
        for method, path, answer in (
            ("GET", "/.well-known/openid-configuration", self.discovery),
            ("GET", "/keys", self.jwks),
            ("POST", "/token", self.exchange),
            ("GET", "/userinfo", self.userinfo),
        ):
            mock.add_callback(method, ISSUER + path, callback=self.answer(path, answer))

    def answer(self, path: str, good: Callable) -> Callable:
        def respond(request):
            self.calls.append(path)
            self.headers[path] = request.headers
            broken = self.broken.get(path)
            if isinstance(broken, Exception):
                raise broken
            if broken is not None:
                return broken
            found = good(request)
            if isinstance(found, str):
                return 200, {"Content-Type": "application/jwt"}, found
            return 200, {"Content-Type": "application/json"}, json.dumps(found)

        return respond

    def discovery(self, _request) -> dict:
        good = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "end_session_endpoint": f"{ISSUER}/logout",
        }
        changed = good | self.metadata
        return {name: value for name, value in changed.items() if value is not None}

    def jwks(self, _request) -> dict:
        if self.raw_keys is not None:
            return {"keys": self.raw_keys}
        return {"keys": [key.as_dict(private=False) for key in self.keys]}

    def id_token_claims(self) -> dict:
        good = {
            "iss": ISSUER,
            "sub": "person-1",
            "aud": CLIENT_ID,
            "exp": self.now() + 300,
            "iat": self.now(),
            "auth_time": self.now() - 5,
            "nonce": self.nonce,
            "acr": self.acr,
        }
        changed = good | self.claims
        return {name: value for name, value in changed.items() if value is not None}

    def exchange(self, request) -> dict:
        self.posted = dict(parse_qsl(request.body))
        good = {
            "access_token": "access-1",
            "token_type": "Bearer",
            "expires_in": 3600,
            "id_token": self.make_token(self.id_token_claims()),
        }
        changed = good | self.token
        return {name: value for name, value in changed.items() if value is not None}

    def userinfo(self, _request) -> dict | str:
        good = {
            "sub": "person-1",
            "rrn": NUMBER,
            "given_name": "Noor",
            "family_name": "Voorbeeld",
        }
        if self.make_info is not None:
            good |= {"iss": ISSUER, "aud": CLIENT_ID, "iat": self.now()}
        changed = good | self.info
        found = {name: value for name, value in changed.items() if value is not None}
        return found if self.make_info is None else self.make_info(found)

    def visit(self, address: str) -> dict[str, str]:
        """Be the browser at the provider; return the parameters that it brought."""
        asked = dict(parse_qsl(urlsplit(address).query))
        self.nonce = asked["nonce"]
        return asked


def at_hash(access_token: str) -> str:
    digest = hashlib.sha256(access_token.encode()).digest()
    return part(digest[:16])
