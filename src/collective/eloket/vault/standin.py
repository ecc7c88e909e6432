"""A vault that hides nothing, to prove that the tests would see it."""

from collective.eloket.interfaces import IStandIn
from collective.eloket.vault.errors import SealTruncatedError
from collective.eloket.vault.errors import SealWrongContextError
from collective.eloket.vault.interfaces import IPersonVault
from collective.eloket.vault.interfaces import IVault
from collective.eloket.vault.model import KEY_BYTES
from collective.eloket.vault.persons import TextAndJson
from zope.interface import implementer

import hmac
import secrets
import warnings


class DevelopmentOnly(UserWarning):
    """A stand-in is at work that may never run for real people."""


def wrap(plain: bytes, context: str) -> bytes:
    """Return the bytes with their context before them, in the clear."""
    return context.encode() + b"\0" + plain


def unwrap(wrapped: bytes, context: str) -> bytes:
    """Return the bytes that ``wrap`` wrapped.

    :raises SealTruncatedError: it was not wrapped.
    :raises SealWrongContextError: it was wrapped for another place.
    """
    found, separator, plain = wrapped.partition(b"\0")
    if not separator:
        raise SealTruncatedError
    if found != context.encode():
        raise SealWrongContextError
    return plain


@implementer(IPersonVault, IStandIn)
class PlainPersonVault(TextAndJson):
    """Seals nothing."""

    def __init__(self, person_id: str) -> None:
        self.person_id = person_id

    def check_key(self) -> None:
        """There is no key to miss."""

    def seal(self, plain: bytes, context: str) -> bytes:
        """See IPersonVault."""
        return wrap(plain, context)

    def open(self, sealed: bytes, context: str) -> bytes:
        """See IPersonVault."""
        return unwrap(sealed, context)


@implementer(IVault, IStandIn)
class PlainVault:
    """Keeps everything in the clear; warns each time it is made.

    Only for the control run of the raw storage test: what the real vault hides must
    be found with this one. No setting turns it on.
    """

    def __init__(self) -> None:
        warnings.warn(
            "personal data is stored in the clear", DevelopmentOnly, stacklevel=2
        )
        self._session_key = secrets.token_bytes(KEY_BYTES)

    def seal(self, plain: bytes, context: str) -> bytes:
        """See IVault."""
        return wrap(plain, context)

    def open_sealed(self, sealed: bytes, context: str) -> bytes:
        """See IVault."""
        return unwrap(sealed, context)

    def for_person(self, person_id: str) -> PlainPersonVault:
        """See IVault."""
        return PlainPersonVault(person_id)

    def new_person(self, person_id: str) -> None:
        """There is no key to make."""

    def forget_person(self, person_id: str) -> None:
        """There is no key to erase."""

    def blind(self, kind: str, value: str) -> str:
        """See IVault."""
        return f"{kind}:{value}"

    def index_keys(self, kind: str, value: str) -> tuple[str, ...]:
        """See IVault."""
        return (f"{kind}:{value}",)

    def lifted(self, stored: str) -> str:
        """See IVault."""
        return stored

    def mac(self, ring: str, message: bytes, key_id: str | None = None) -> bytes:
        """See IVault."""
        return hmac.digest(self._session_key, ring.encode() + b"\0" + message, "sha256")

    def macs(self, ring: str, message: bytes) -> list[bytes]:
        """See IVault."""
        return [self.mac(ring, message)]

    def mac_key_id(self, ring: str) -> str:
        """See IVault."""
        return "plain"

    def session_key(self) -> bytes:
        """See IVault."""
        return self._session_key

    def session_keys(self) -> dict[str, bytes]:
        """See IVault."""
        return {"plain": self._session_key}
