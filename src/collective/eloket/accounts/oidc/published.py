"""With which keys does a provider sign? As it publishes them, kept for a while."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.discovery import fetch
from collective.eloket.accounts.oidc.discovery import metadata
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.accounts.oidc.idtoken_errors import KeyUnknownError
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
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


#: An unknown kid lets us fetch the keys again, this often per provider.
KEY_FETCHES = 10
KEY_WINDOW = timedelta(minutes=1)
#: A provider needs two or three.
MOST_KEYS = 20
#: NIST SP 800-131A: RSA below 2048 bits is no longer allowed.
SMALLEST_RSA_BITS = 2048
#: The only keys we verify with (RFC 7518): algorithm → key type.
KEY_TYPES: Mapping[str, type] = {"RS256": RSAKey, "PS256": RSAKey, "ES256": ECKey}


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A public key of a provider, ready to verify with."""

    key: Key
    kid: object
    algorithm: object


def keys(provider: Provider) -> list[PublishedKey]:
    """Return the published keys; calls the network at most once an hour."""
    address = metadata(provider).jwks_uri
    return Shelf.get(("keys", address), lambda: fetch_keys(address, provider))


def fetch_keys(address: str, provider: Provider) -> list[PublishedKey]:
    """Fetch the published keys (RFC 7517, section 5); what we cannot use is left out.

    They are read here once, because reading one takes as long as using it.
    """
    found = fetch(address, provider).get("keys")
    if not isinstance(found, list) or not all(isinstance(key, dict) for key in found):
        raise AnswerMalformedError("keys")
    read = [read_key(row) for row in found[:MOST_KEYS]]
    return [key for key in read if key is not None]


def keys_for(
    provider: Provider, algorithm: str, kid: str | None, fetches: int = KEY_FETCHES
) -> list[Key]:
    """Return the provider's keys with which a token may be signed, at least one.

    An unknown ``kid`` may be a new key, so the keys are fetched again, unless that
    happened ``fetches`` times within a minute, counted over all processes.

    :raises KeyUnknownError: there is no such key, or it cannot be used.
    """
    fitting = pick(keys(provider), algorithm, kid)
    if not fitting and may_fetch_again(provider, fetches):
        address = metadata(provider).jwks_uri
        fresh = Shelf.put(("keys", address), fetch_keys(address, provider))
        fitting = pick(fresh, algorithm, kid)
    if not fitting:
        raise KeyUnknownError
    return fitting


def may_fetch_again(provider: Provider, fetches: int) -> bool:
    """Count one more fetch, and return True, while there are few."""
    key = blind("oidc-keys", provider.issuer)
    store = side_store()
    if store.counted("oidc-keys", key, KEY_WINDOW) >= fetches:
        return False
    return store.count("oidc-keys", key, KEY_WINDOW) <= fetches


def read_key(row: Mapping[str, Any]) -> PublishedKey | None:
    """Return a key that we may verify with, or None: malformed, weak, not for that."""
    types = set(KEY_TYPES.values())
    if row.get("kty") not in {kind.key_type for kind in types} or "d" in row:
        return None
    if row.get("use", "sig") != "sig" or row.get("crv", "P-256") != "P-256":
        return None
    try:
        key = import_key(dict(row))
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    if isinstance(key, RSAKey) and key.raw_value.key_size < SMALLEST_RSA_BITS:
        return None
    return PublishedKey(key, row.get("kid"), row.get("alg"))


def pick(published: list[PublishedKey], algorithm: str, kid: str | None) -> list[Key]:
    """Return the keys that fit; one ``kid`` names one key or, wrongly, none."""
    fitting = [
        one.key
        for one in published
        if isinstance(one.key, KEY_TYPES[algorithm])
        and one.algorithm in (None, algorithm)
        and (kid is None or one.kid == kid)
    ]
    return fitting if kid is None or len(fitting) == 1 else []
