"""How do tests make the provider misbehave? Switches, and spoiled tokens."""

from collections.abc import Callable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.provider.keys import new_key
from eloket_sandbox.provider.written import signed
from joserfc import jwt
from joserfc.jwk import RSAKey
from typing import Any

import base64
import hmac
import json
import threading


Claims = dict[str, Any]


class UnknownSwitchError(ValueError):
    """There is no such switch, or not with that value."""


def _wrong_nonce(claims: Claims) -> None:
    claims["nonce"] = "a-nonce-of-another-sign-in"


def _no_nonce(claims: Claims) -> None:
    claims.pop("nonce", None)


def _wrong_issuer(claims: Claims) -> None:
    claims["iss"] = "http://localhost:1/op"


def _wrong_audience(claims: Claims) -> None:
    claims["aud"] = ["another-application"]


def _second_audience(claims: Claims) -> None:
    claims["aud"] = [*claims["aud"], "another-application"]


def _expired(claims: Claims) -> None:
    claims["iat"] -= 7200
    claims["exp"] = claims["iat"] + 60


def _issued_later(claims: Claims) -> None:
    claims["iat"] += 7200
    claims["exp"] += 7200


def _wrong_acr(claims: Claims) -> None:
    claims["acr"] = "urn:be:vlaanderen:authmech:kerberos"


def _old_auth_time(claims: Claims) -> None:
    claims["auth_time"] = claims["iat"] - 7200


def _wrong_number(claims: Claims) -> None:
    claims["rrn"] = "85073003329"


def _wrong_at_hash(claims: Claims) -> None:
    claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"


#: What may be wrong inside the next token.
WRONG_CLAIMS: dict[str, Callable[[Claims], None]] = {
    "nonce": _wrong_nonce,
    "no_nonce": _no_nonce,
    "iss": _wrong_issuer,
    "aud": _wrong_audience,
    "second_aud": _second_audience,
    "expired": _expired,
    "issued_later": _issued_later,
    "acr": _wrong_acr,
    "old_auth_time": _old_auth_time,
    "number": _wrong_number,
    "at_hash": _wrong_at_hash,
}


def _unsigned(claims: Claims, key: RSAKey, secret: str) -> str:
    return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}."


def _with_secret(claims: Claims, key: RSAKey, secret: str) -> str:
    return _by_hmac(claims, secret.encode(), key.kid)


def _with_public_key(claims: Claims, key: RSAKey, secret: str) -> str:
    # the classic confusion: the published key taken for a shared secret
    return _by_hmac(claims, key.as_pem(private=False), key.kid)


def _with_foreign_key(claims: Claims, key: RSAKey, secret: str) -> str:
    foreign = new_key()
    header = {"alg": "RS256", "kid": key.kid, "typ": "JWT"}
    return jwt.encode(header, claims, foreign, ["RS256"])


def _with_unknown_kid(claims: Claims, key: RSAKey, secret: str) -> str:
    return signed(claims, new_key())


def _garbage(claims: Claims, key: RSAKey, secret: str) -> str:
    return "this.is.no-token"


#: How else than properly may the next token be signed.
WRONG_SIGNATURES: dict[str, Callable[[Claims, RSAKey, str], str]] = {
    "none": _unsigned,
    "hs256": _with_secret,
    "hs256_public_key": _with_public_key,
    "signature": _with_foreign_key,
    "unknown_kid": _with_unknown_kid,
    "garbage": _garbage,
}


def _by_hmac(claims: Claims, key: bytes, kid: str | None) -> str:
    # by hand: joserfc rightly refuses to take a public key for a shared secret
    signed = f"{_part({'alg': 'HS256', 'kid': kid, 'typ': 'JWT'})}.{_part(claims)}"
    mac = hmac.digest(key, signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def _part(value: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


#: Endpoints that can be made to answer 503.
ENDPOINTS = ("auth", "token", "keys", "userinfo", "logout", "discovery")


@dataclass
class Switches:
    """How the provider behaves; all but ``auth_time`` and ``down`` last for one token.

    ``auth_time``: say when somebody signed in; ``down``: endpoints that answer 503.
    """

    auth_time: bool = True
    down: list[str] = field(default_factory=list)
    tamper: str = ""
    missing: list[str] = field(default_factory=list)
    no_id_token: bool = False
    userinfo_sub: bool = False

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def as_dict(self) -> dict[str, Any]:
        """Return how all switches stand."""
        return asdict(self)

    def set(self, name: str, value: Any) -> None:
        """Turn one switch.

        :raises UnknownSwitchError: there is no such switch or value.
        """
        value = read_value(name, value)
        with self._lock:
            setattr(self, name, value)

    def reset(self) -> None:
        """Behave well again."""
        good = Switches()
        with self._lock:
            for name, value in good.as_dict().items():
                setattr(self, name, value)

    def take(self, name: str) -> Any:
        """Return a switch that lasts once, and turn it back."""
        with self._lock:
            value = getattr(self, name)
            setattr(self, name, type(value)())
        return value

    def encode(self, claims: Claims, key: RSAKey, secret: str) -> str:
        """Sign an ID token, spoiled as the switches say; they turn back."""
        tamper = self.take("tamper")
        for name in self.take("missing"):
            claims.pop(name, None)
        if tamper in WRONG_CLAIMS:
            WRONG_CLAIMS[tamper](claims)
        if tamper in WRONG_SIGNATURES:
            return WRONG_SIGNATURES[tamper](claims, key, secret)
        return signed(claims, key)


def read_value(name: str, value: Any) -> Any:
    """Return the value as the switch wants it.

    :raises UnknownSwitchError: there is no such switch or value.
    """
    if name == "down" and isinstance(value, bool):
        return list(ENDPOINTS) if value else []
    kinds = {kind: type(good) for kind, good in Switches().as_dict().items()}
    if name not in kinds or type(value) is not kinds[name]:
        raise UnknownSwitchError(name)
    if name == "tamper" and value not in {"", *WRONG_CLAIMS, *WRONG_SIGNATURES}:
        raise UnknownSwitchError(f"tamper: {value}")
    if name == "down" and not set(value) <= set(ENDPOINTS):
        raise UnknownSwitchError(f"down: {value}")
    return value
