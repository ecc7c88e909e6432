"""The vault itself: key ring and persons' keys put to use."""

from collections.abc import Callable
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.interfaces import IVault
from collective.eloket.vault.model import KEY_BYTES
from collective.eloket.vault.model import open_with
from collective.eloket.vault.model import seal_with
from collective.eloket.vault.persons import OpenedKeys
from collective.eloket.vault.persons import PersonKey
from collective.eloket.vault.persons import PersonVault
from collective.eloket.vault.store import PersonKeys
from functools import partial
from zope.interface import implementer

import base64
import hmac
import secrets


#: Keys of the data ring encrypt; no key does two kinds of work.
MAC_RINGS = ("blind", "session", "audit", "seal")


@implementer(IVault)
class Vault:
    """Seals with AES-256-GCM, hashes with HMAC-SHA256."""

    def __init__(self, ring: Callable[[], IKeyRing], persons: PersonKeys) -> None:
        """``ring`` is asked at each use, so a new key ring file is noticed."""
        self._ring = ring
        self._persons = persons
        self._opened = OpenedKeys()

    def seal(self, plain: bytes, context: str) -> bytes:
        """See IVault."""
        key_id, key = self._ring().current("data")
        return seal_with(key_id, key, plain, context)

    def open_sealed(self, sealed: bytes, context: str) -> bytes:
        """See IVault."""
        return open_with(partial(self._ring().key, "data"), sealed, context)

    def for_person(self, person_id: str) -> PersonVault:
        """See IVault."""
        return PersonVault(person_id, self._person_key)

    def new_person(self, person_id: str) -> None:
        """See IVault."""
        key = secrets.token_bytes(KEY_BYTES)
        self._persons.add(person_id, self.seal(key, key_context(person_id)))

    def forget_person(self, person_id: str) -> None:
        """See IVault."""
        self._persons.erase(person_id)
        self._opened.drop(person_id)

    def _person_key(self, person_id: str) -> PersonKey:
        return self._opened.get(person_id, self._open_person_key)

    def _open_person_key(self, person_id: str) -> PersonKey:
        wrapped = self._persons.find(person_id)
        if wrapped is None:
            raise PersonForgottenError
        return PersonKey.from_bytes(self.open_sealed(wrapped, key_context(person_id)))

    def blind(self, kind: str, value: str) -> str:
        """See IVault."""
        _key_id, key = self._ring().current("blind")
        # the length keeps ("ab", "c") and ("a", "bc") apart
        message = f"{len(kind)}:{kind}:{value}".encode()
        return as_text(hmac.digest(key, message, "sha256"))

    def mac(self, ring: str, message: bytes, key_id: str | None = None) -> bytes:
        """See IVault."""
        if ring not in MAC_RINGS:
            raise KeyError(ring)
        key = self._ring().keys(ring)[key_id or self.mac_key_id(ring)]
        return hmac.digest(key, b"mac\0" + message, "sha256")

    def mac_key_id(self, ring: str) -> str:
        """See IVault."""
        return self._ring().current(ring)[0]

    def session_key(self) -> bytes:
        """See IVault."""
        return self._ring().current("session")[1]

    def session_keys(self) -> dict[str, bytes]:
        """See IVault."""
        return self._ring().keys("session")


def key_context(person_id: str) -> str:
    """Return the context in which a person's key is wrapped."""
    return f"person-key:{person_id}"


def as_text(digest: bytes) -> str:
    """Return 32 bytes as 43 characters that are safe in URLs and file names."""
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
