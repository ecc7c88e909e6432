"""Seals letters with the municipality's key; pyHanko is loaded at the first one.

A web process never seals, and would carry pyHanko for nothing.
"""

from collective.eloket.clock import utcnow
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.documents.seal.errors import SealKeyUnreadableError
from collective.eloket.documents.seal.keys import configured_key
from collective.eloket.documents.seal.keys import SealKey
from collective.eloket.documents.seal.standin import SandboxSealer
from collective.eloket.outbox.private import adapter_for
from collective.eloket.settings import environment
from collective.eloket.wires.stamps.errors import StampTrustError
from functools import lru_cache
from pathlib import Path
from plone import api
from typing import Any
from zope.interface import implementer


#: Registry records: where time-stamps are asked for (empty: none), and for how long.
AUTHORITY_RECORD = "collective.eloket.documents.stamp_authority"
SECONDS_RECORD = "collective.eloket.documents.stamp_seconds"
DEFAULT_SECONDS = 10


@implementer(ISealer)
class KeySealer:
    """Seals with the key of ELOKET_SEAL_KEY, and stamps as the site's settings say."""

    def seal(self, pdf: bytes, title: str) -> bytes:
        """See ISealer."""
        from collective.eloket.documents.seal.signing import sealed

        return sealed(pdf, key_in_force(), title, configured_stamper())

    def check(self) -> None:
        """See ISealer."""
        key_in_force()
        if stamp_authority() and not _has_anchors(environment().stamp_trust):
            raise StampTrustError("ELOKET_STAMP_TRUST names no file with authorities")


def sealer_of_environment() -> ISealer:
    """Return what seals with ``ELOKET_SEAL_KEY``, else the stand-in."""
    return KeySealer() if environment().seal_key else SandboxSealer()


def key_in_force() -> SealKey:
    """Return the key, when it is in force now.

    :raises MisconfiguredError: a subclass per cause.
    """
    key = configured_key()
    if key is None:
        raise SealKeyUnreadableError("ELOKET_SEAL_KEY is not set any more")
    key.check_in_force(utcnow())
    return key


def stamp_authority() -> str:
    """Return where this site's time-stamps are asked for; empty: nowhere."""
    return api.portal.get_registry_record(AUTHORITY_RECORD, default="") or ""


def configured_stamper() -> Any:
    """Return what asks for time-stamps, None where no authority is set.

    :raises StampTrustError: nobody says whom of the authorities we believe.
    """
    from collective.eloket.wires.stamps.asking import Authority
    from collective.eloket.wires.stamps.asking import CheckedStamper

    address = stamp_authority()
    if not address:
        return None
    seconds = api.portal.get_registry_record(SECONDS_RECORD, default=DEFAULT_SECONDS)
    anchors = _anchors_of(environment().stamp_trust)
    seconds = seconds or DEFAULT_SECONDS
    return CheckedStamper(Authority(address, seconds, anchors, adapter_for(address)))


@lru_cache(maxsize=2)
def _anchors_of(path: Path | None) -> tuple[Any, ...]:
    from collective.eloket.wires.stamps.trust import read_anchors

    return read_anchors(path)


def _has_anchors(path: Path | None) -> bool:
    return path is not None and path.is_file()
