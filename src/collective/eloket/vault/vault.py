"""The vault itself: key ring and persons' keys put to use."""

from collections.abc import Callable
from collective.eloket.vault import index
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
from collective.eloket.vault.wrapping import INSTALLATION
from collective.eloket.vault.wrapping import unwrap_key
from collective.eloket.vault.wrapping import wrap_key
from zope.interface import implementer

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
        own = self._own_key()
        return seal_with(own.id, own.key, plain, context)

    def open_sealed(self, sealed: bytes, context: str) -> bytes:
        """See IVault."""
        return open_with(self._find_key, sealed, context)

    def for_person(self, person_id: str) -> PersonVault:
        """See IVault."""
        return PersonVault(person_id, self._person_key)

    def new_person(self, person_id: str) -> None:
        """See IVault."""
        key = secrets.token_bytes(KEY_BYTES)
        self._persons.add(person_id, wrap_key(self._ring(), person_id, key))

    def forget_person(self, person_id: str) -> None:
        """See IVault."""
        if person_id == INSTALLATION:
            raise ValueError("the installation's key is no person's")
        self._persons.erase(person_id)
        self._opened.drop(person_id)

    def _person_key(self, person_id: str) -> PersonKey:
        return self._opened.get(person_id, self._open_person_key)

    def _open_person_key(self, person_id: str) -> PersonKey:
        wrapped = self._persons.find(person_id)
        if wrapped is None:
            raise PersonForgottenError
        return PersonKey.from_bytes(unwrap_key(self._ring(), person_id, wrapped))

    def _own_key(self) -> PersonKey:
        # of another side store it is another key
        kept_as = f"{INSTALLATION}@{self._persons.place()}"
        return self._opened.get(kept_as, self._open_own_key)

    def _open_own_key(self, _kept_as: str) -> PersonKey:
        try:
            return self._open_person_key(INSTALLATION)
        except PersonForgottenError:
            # the first use ever; of processes that begin together one makes it
            self.new_person(INSTALLATION)
            return self._open_person_key(INSTALLATION)

    def _find_key(self, key_id: str) -> bytes | None:
        # early versions sealed with the data ring itself
        found = self._ring().key("data", key_id)
        return self._own_key().find(key_id) if found is None else found

    def blind(self, kind: str, value: str) -> str:
        """See IVault."""
        return index.first_hash(self._ring(), kind, value)

    def index_keys(self, kind: str, value: str) -> tuple[str, ...]:
        """See IVault."""
        return index.hashes(self._ring(), kind, value)

    def lifted(self, stored: str) -> str:
        """See IVault."""
        return index.lifted(self._ring(), stored)

    def mac(self, ring: str, message: bytes, key_id: str | None = None) -> bytes:
        """See IVault."""
        if ring not in MAC_RINGS:
            raise KeyError(ring)
        key = self._ring().keys(ring)[key_id or self.mac_key_id(ring)]
        return hmac.digest(key, b"mac\0" + message, "sha256")

    def macs(self, ring: str, message: bytes) -> list[bytes]:
        """See IVault."""
        current = self.mac_key_id(ring)
        others = [key_id for key_id in self._ring().keys(ring) if key_id != current]
        return [self.mac(ring, message, key_id) for key_id in (current, *others)]

    def mac_key_id(self, ring: str) -> str:
        """See IVault."""
        return self._ring().current(ring)[0]

    def session_key(self) -> bytes:
        """See IVault."""
        return self._ring().current("session")[1]

    def session_keys(self) -> dict[str, bytes]:
        """See IVault."""
        return self._ring().keys("session")
