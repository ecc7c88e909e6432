"""The only door to the vault: seal, open, look up blindly, sign.

A process has one vault, with the key ring file of ELOKET_KEYS. ``context`` is part of
what is proven when a value is opened: name the kind of value and its place, never
personal data.
"""

from collective.eloket.settings import environment
from collective.eloket.vault import aside_rows
from collective.eloket.vault.errors import KeysUnreadableError
from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.interfaces import IPersonVault
from collective.eloket.vault.interfaces import IVault
from collective.eloket.vault.keyring import FileKeyRing
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.vault import Vault
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4)
def _ring_of(path: Path | None, _version: tuple[int, ...]) -> IKeyRing:
    return FileKeyRing(path)


def key_ring() -> IKeyRing:
    """Return the key ring of ELOKET_KEYS; the file is read again when it changes.

    :raises MisconfiguredError: a subclass per cause.
    """
    path = environment().keys
    if path is None:
        return FileKeyRing(None)
    try:
        found = path.stat()
    except OSError as error:
        raise KeysUnreadableError(f"{path}: {error.strerror}") from None
    # the mode too: a file opened to others must not go on unnoticed
    version = (found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode)
    return _ring_of(path, version)


def _default_vault() -> IVault:
    return Vault(key_ring, SideStorePersonKeys())


_vault: IVault = _default_vault()


def use(vault: IVault | None) -> IVault:
    """Let this process use another vault, None for its own; returns it. For tests."""
    global _vault
    _vault = _default_vault() if vault is None else vault
    return _vault


def seal(plain: bytes, context: str) -> bytes:
    """Return the bytes sealed with the installation's key, for what has no person."""
    return _vault.seal(plain, context)


def open_sealed(sealed: bytes, context: str) -> bytes:
    """Return the bytes that ``seal`` sealed in the same context.

    :raises SealError: a subclass per cause.
    """
    return _vault.open_sealed(sealed, context)


def for_person(person_id: str) -> IPersonVault:
    """Return what seals and opens with the person's key.

    The key is looked for when it is used: PersonForgottenError comes from there.
    """
    return _vault.for_person(person_id)


def new_person(person_id: str) -> None:
    """Make the person's key, in a transaction of its own; a second time does nothing.

    It stays when the Zope transaction aborts: an unused key tells nothing.
    """
    _vault.new_person(person_id)


def forget_person(person_id: str) -> None:
    """Erase the person's key, at once: nothing it sealed can be opened again.

    What the person put aside goes with it. Other processes may keep the key open for
    ``persons.KEY_LIFE``.
    """
    _vault.forget_person(person_id)
    aside_rows.remove_all(aside_key(person_id))


def aside_key(person_id: str) -> str:
    """Return under which owner lies what the person put aside."""
    return f"person:{person_id}"


def blind(kind: str, value: str) -> str:
    """Return a keyed hash of 43 characters, the same when keys are replaced.

    For handles that nobody can guess, and for ids; personal values are looked up by
    ``index_keys``. Kinds are apart: the same value has another hash in another kind.
    Normalising the value (case, blanks) is the caller's.
    """
    return _vault.blind(kind, value)


def index_keys(kind: str, value: str) -> tuple[str, ...]:
    """Return the keyed hashes to look a personal value up by; write the first one.

    From a rotation of the ring ``blind`` until all is indexed anew there are more.
    """
    return _vault.index_keys(kind, value)


def lifted(stored: str) -> str:
    """Return a stored hash of ``index_keys`` as today's key makes it.

    :raises KeyError: it is of a key that is not on the ring.
    """
    return _vault.lifted(stored)


def mac(ring: str, message: bytes, key_id: str | None = None) -> bytes:
    """Return 32 bytes that prove that we wrote the message.

    ``key_id`` asks for an older key of the ring (``blind``, ``session``, ``audit`` or
    ``seal``), the current one is used without it. Compare with hmac.compare_digest.

    :raises KeyError: the ring or key is not there.
    """
    return _vault.mac(ring, message, key_id)


def macs(ring: str, message: bytes) -> list[bytes]:
    """Return what ``mac`` gives with each key of the ring, the current one's first."""
    return _vault.macs(ring, message)


def mac_key_id(ring: str) -> str:
    """Return the id of the key that ``mac`` uses now, to keep beside its result."""
    return _vault.mac_key_id(ring)


def session_key() -> bytes:
    """Return the 32 bytes that sign sessions now."""
    return _vault.session_key()


def session_keys() -> dict[str, bytes]:
    """Return the keys that may have signed a session, by id."""
    return _vault.session_keys()
