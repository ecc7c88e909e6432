"""What the checks need from outside, as types; who uses them brings them."""

from collective.eloket.identity.eid.chain import Chain
from datetime import datetime
from typing import Protocol


class Fetch(Protocol):
    """Calls an address: POST of an OCSP question, or GET when there is none."""

    def __call__(self, address: str, question: bytes | None) -> bytes:
        """Return the body of the answer.

        Calls the network, for 5 seconds at most.

        :raises RevocationUnknownError: nobody there, too slow, too large, or refused.
        """


class Shelf(Protocol):
    """Keeps public bytes for a while: lists, and good answers about authorities."""

    def get(self, key: str, now: datetime) -> bytes | None:
        """Return what was put there and is still in force, or None."""

    def put(self, key: str, data: bytes, until: datetime) -> None:
        """Keep the bytes until then (aware, UTC); what was there is replaced."""

    def note_list(self, address: str, issuer: bytes, until: datetime) -> None:
        """Remember that a list is in use, so that it is fetched again before its end.

        ``issuer``: the certificate of its authority, DER.
        """


class RevocationChecker(Protocol):
    """Tells whether the authority took back a certificate."""

    def check(self, chain: Chain, now: datetime) -> None:
        """Check every certificate of the chain below its root; ``now`` aware, in UTC.

        May call the network.

        :raises CardRevokedError: one was taken back.
        :raises CardSuspendedError: one is on hold.
        :raises RevocationUnknownError: nobody can tell now.
        """
