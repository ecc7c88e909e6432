"""What does a provider publish of itself? Addresses and keys, kept for a while."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.addresses import may_call
from collective.eloket.accounts.oidc.errors import AddressRefusedError
from collective.eloket.accounts.oidc.errors import AnswerMalformedError
from collective.eloket.accounts.oidc.errors import DiscoveryIssuerError
from collective.eloket.accounts.oidc.errors import ProviderBrokenError
from collective.eloket.accounts.oidc.idtoken_errors import KeyUnknownError
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault.service import blind
from dataclasses import dataclass
from datetime import timedelta
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from joserfc.jwk import import_key
from joserfc.jwk import Key
from joserfc.jwk import RSAKey
from typing import Any
from typing import ClassVar
from urllib.parse import urlencode

import threading
import time


#: OpenID Connect Discovery 1.0, section 4.
WELL_KNOWN = "/.well-known/openid-configuration"
KEPT = timedelta(hours=1)
#: An unknown kid lets us fetch the keys again, this often per provider.
KEY_FETCHES = 10
KEY_WINDOW = timedelta(minutes=1)
#: NIST SP 800-131A: RSA below 2048 bits is no longer allowed.
SMALLEST_RSA_BITS = 2048
#: The only keys we verify with (RFC 7518): algorithm → key type.
KEY_TYPES: Mapping[str, type] = {"RS256": RSAKey, "PS256": RSAKey, "ES256": ECKey}


@dataclass(frozen=True, slots=True)
class Metadata:
    """The addresses of a provider; all may be called."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    end_session_endpoint: str | None


class Shelf:
    """What providers published, in this process's memory, by class name.

    A PAS plugin's ``type(self)`` is a wrapper made anew per access, so a shelf on the
    plugin would always be empty.
    """

    _lock: ClassVar[threading.Lock] = threading.Lock()
    _kept: ClassVar[dict[tuple[str, ...], tuple[float, Any]]] = {}

    @classmethod
    def get(cls, key: tuple[str, ...], fetch: Callable[[], Any]) -> Any:
        """Return what is kept under ``key``; fetched when there is none, or too old."""
        with Shelf._lock:
            until, value = Shelf._kept.get(key, (0.0, None))
        if time.monotonic() < until:
            return value
        return Shelf.put(key, fetch())

    @classmethod
    def put(cls, key: tuple[str, ...], value: Any) -> Any:
        """Keep a value for an hour, and return it."""
        with Shelf._lock:
            Shelf._kept[key] = (time.monotonic() + KEPT.total_seconds(), value)
        return value

    @classmethod
    def clear(cls) -> None:
        """Forget all, as when settings change."""
        with Shelf._lock:
            Shelf._kept.clear()


def metadata(provider: Provider) -> Metadata:
    """Return the provider's addresses; calls the network at most once an hour."""
    key = ("metadata", provider.issuer, str(provider.allow_private))
    return Shelf.get(key, lambda: fetch_metadata(provider))


def fetch_metadata(provider: Provider) -> Metadata:
    """Fetch the discovery document.

    :raises DiscoveryIssuerError: it is another issuer's; equal to the last slash.
    :raises AnswerMalformedError: an address we need is missing.
    :raises AddressRefusedError: we may not call an address in it.
    """
    address = provider.issuer.rstrip("/") + WELL_KNOWN
    body = fetch(address, provider)
    if body.get("issuer") != provider.issuer:
        raise DiscoveryIssuerError
    return Metadata(
        issuer=provider.issuer,
        authorization_endpoint=needed(body, "authorization_endpoint", provider),
        token_endpoint=needed(body, "token_endpoint", provider),
        jwks_uri=needed(body, "jwks_uri", provider),
        userinfo_endpoint=optional(body, "userinfo_endpoint", provider),
        end_session_endpoint=optional(body, "end_session_endpoint", provider),
    )


def fetch(address: str, provider: Provider) -> Mapping[str, Any]:
    """Fetch a published JSON object."""
    reply = transport.call("GET", address, provider.allow_private)
    if reply.status != 200:
        raise ProviderBrokenError(str(reply.status))
    return reply.body


def needed(body: Mapping[str, Any], name: str, provider: Provider) -> str:
    """Return an address that must be there."""
    address = optional(body, name, provider)
    if address is None:
        raise AnswerMalformedError(name)
    return address


def optional(body: Mapping[str, Any], name: str, provider: Provider) -> str | None:
    """Return an address that may be there; only one that we may call."""
    address = body.get(name)
    if address is None:
        return None
    if not may_call(address, provider.allow_private):
        raise AddressRefusedError(name)
    return address


def keys(provider: Provider) -> list[Mapping[str, Any]]:
    """Return the published keys; calls the network at most once an hour."""
    address = metadata(provider).jwks_uri
    return Shelf.get(("keys", address), lambda: fetch_keys(address, provider))


def fetch_keys(address: str, provider: Provider) -> list[Mapping[str, Any]]:
    """Fetch the published keys (RFC 7517, section 5)."""
    found = fetch(address, provider).get("keys")
    if not isinstance(found, list) or not all(isinstance(key, dict) for key in found):
        raise AnswerMalformedError("keys")
    return found


def key_for(provider: Provider, algorithm: str, kid: str | None) -> Key:
    """Return the provider's key with which a token must be signed.

    An unknown ``kid`` may be a new key, so the keys are fetched again, ten times a
    minute per provider at most, counted over all processes.

    :raises KeyUnknownError: there is no such key, or it is too weak.
    """
    try:
        return pick(keys(provider), algorithm, kid)
    except KeyUnknownError:
        if not may_fetch_again(provider):
            raise
    address = metadata(provider).jwks_uri
    fresh = Shelf.put(("keys", address), fetch_keys(address, provider))
    return pick(fresh, algorithm, kid)


def may_fetch_again(provider: Provider) -> bool:
    """Count one more fetch; True while there are few."""
    key = blind("oidc-keys", provider.issuer)
    return side_store().count("oidc-keys", key, KEY_WINDOW) <= KEY_FETCHES


def pick(
    published: list[Mapping[str, Any]], algorithm: str, kid: str | None
) -> RSAKey | ECKey:
    """Return the one key that fits; without ``kid`` only when there is no choice.

    :raises KeyUnknownError: none fits, several do, or it is too weak.
    """
    fitting = [key for key in published if fits(key, algorithm, kid)]
    if len(fitting) != 1:
        raise KeyUnknownError
    try:
        key = import_key(dict(fitting[0]))
    except (JoseError, ValueError, TypeError, KeyError):
        raise KeyUnknownError from None
    if isinstance(key, RSAKey) and key.raw_value.key_size < SMALLEST_RSA_BITS:
        raise KeyUnknownError
    return key


def fits(key: Mapping[str, Any], algorithm: str, kid: str | None) -> bool:
    """Is this a key for verifying ``algorithm``, with that id if there is one?"""
    return (
        key.get("kty") == KEY_TYPES[algorithm].key_type
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (key.get("crv", "P-256") == "P-256")
        and (kid is None or key.get("kid") == kid)
    )


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """Return the address with parameters; it may have some already."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
