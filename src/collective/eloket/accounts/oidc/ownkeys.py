"""Our own keys for a provider: they prove who we are, and open what only we may read.

A pair is one key to sign and one to decrypt. itsme keeps what we publish for up to 24
hours (belgianmobileid/doc, "JWK set"), so a new pair signs only when it is older; what
was encrypted for an older pair can be opened as long as that is kept.
"""

from collective.eloket.accounts.oidc.errors import OwnKeysError
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from typing import Any

import functools
import json
import secrets


#: BSI TR-02102-1, 2.3.1: RSA of 3000 bits and more.
KEY_BITS = 3072
#: NIST SP 800-131A: no RSA below 2048 bits; so many characters in base64.
SHORTEST_NUMBER = 342
#: How long others may keep what we publish.
KEPT_BY_OTHERS = timedelta(hours=24)
#: The pair before, and the one now.
MOST_PAIRS = 2
#: Our own member of a private JWK: when it was made, in seconds since 1970.
MADE = "eloket_made"
SIGN, DECRYPT = "sig", "enc"


@dataclass(frozen=True, slots=True)
class OwnKey:
    """One private key; ``use`` is that of RFC 7517, section 4.2."""

    key: RSAKey = field(repr=False)
    use: str
    made: datetime


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The keys of one provider, oldest first."""

    keys: tuple[OwnKey, ...]

    def signing(self, now: datetime) -> RSAKey:
        """Return the newest key that everybody knows by now, else the oldest."""
        ours = [one for one in self.keys if one.use == SIGN]
        known = [one for one in ours if one.made + KEPT_BY_OTHERS <= now]
        return (known[-1] if known else ours[0]).key

    @property
    def known_from(self) -> datetime:
        """From when everybody knows the newest of them."""
        return max(one.made for one in self.keys) + KEPT_BY_OTHERS

    def is_known(self, now: datetime) -> bool:
        """Does everybody know the newest of them by now?"""
        return self.known_from <= now

    @property
    def decrypting(self) -> tuple[RSAKey, ...]:
        """The keys for which somebody may have encrypted, newest first."""
        return tuple(one.key for one in reversed(self.keys) if one.use == DECRYPT)

    def published(self) -> dict[str, list[dict[str, Any]]]:
        """Return what everybody may read (RFC 7517, section 5)."""
        return {"keys": [public(one) for one in self.keys]}

    def renewed(self, now: datetime) -> "OwnKeys":
        """Return the keys with a new pair, and the one before it."""
        kept = self.keys[-2 * (MOST_PAIRS - 1) :]
        return OwnKeys((*kept, *new_pair(now)))

    def to_text(self) -> str:
        """Return the private keys as a JWK set; only ever sealed."""
        return json.dumps({"keys": [private(one) for one in self.keys]})


def public(one: OwnKey) -> dict[str, Any]:
    """Return the public half, without our own member."""
    found = one.key.as_dict(private=False)
    return {name: value for name, value in found.items() if name != MADE}


def private(one: OwnKey) -> dict[str, Any]:
    """Return the whole key, with when it was made."""
    return {**one.key.as_dict(private=True), MADE: int(one.made.timestamp())}


def new_keys(now: datetime) -> OwnKeys:
    """Return a first pair."""
    return OwnKeys(new_pair(now))


def new_pair(now: datetime) -> tuple[OwnKey, OwnKey]:
    """Return a new key to sign and one to decrypt; takes a second."""
    return new_key(SIGN, "RS256", now), new_key(DECRYPT, "RSA-OAEP-256", now)


def new_key(use: str, algorithm: str, now: datetime) -> OwnKey:
    """Return a new key with a random id."""
    parameters = {"kid": secrets.token_hex(8), "use": use, "alg": algorithm}
    return OwnKey(RSAKey.generate_key(KEY_BITS, parameters, private=True), use, now)


@functools.lru_cache(maxsize=16)
def read_keys(text: str) -> OwnKeys:
    """Return the keys of a private JWK set, as ``to_text`` wrote it or an integrator.

    Without our own member a key counts as known to everybody.

    :raises OwnKeysError: it is none, or lacks a key to sign or to decrypt.
    """
    try:
        rows = json.loads(text)["keys"]
        found = OwnKeys(tuple(read_key(row) for row in rows))
    except (ValueError, TypeError, KeyError, JoseError):
        raise OwnKeysError from None
    if {one.use for one in found.keys} != {SIGN, DECRYPT}:
        raise OwnKeysError
    return found


def read_key(row: dict[str, Any]) -> OwnKey:
    """Return one private key.

    :raises ValueError: it is too weak, has no private half, or no id.
    """
    if len(row["n"]) < SHORTEST_NUMBER:
        raise ValueError
    key = RSAKey.import_key(row)
    if not key.is_private or not key.kid:
        raise ValueError
    return OwnKey(key, row["use"], datetime.fromtimestamp(row.get(MADE, 0), UTC))
