"""What is known of a letter that left, and what is said to who asks."""

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What is said of a document."""

    GENUINE = "genuine"
    WITHDRAWN = "withdrawn"
    #: It was genuine once; its record's term is over.
    EXPIRED = "no_longer_verifiable"
    UNKNOWN = "unknown"


class Record(NamedTuple):
    """What is kept of a letter; days are ordinals (``date.toordinal``)."""

    #: SHA-256 of the sealed PDF.
    digest: bytes
    #: What kind of document, in the words on it.
    title: str
    issued: int
    #: Last day on which anything is said of it.
    last: int
    #: Day on which a clerk took it back; 0: nobody did.
    withdrawn: int = 0
    #: Of whom it is about, where the municipality wants that; else empty.
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What who holds a code learns; all but the state is None when not genuine once."""

    state: State
    title: str | None = None
    issued: date | None = None
    withdrawn: date | None = None
    initials: str | None = field(default=None, repr=False)
    digest: bytes | None = field(default=None, repr=False)

    def is_of(self, digest: bytes) -> bool:
        """Is this the digest of the PDF that was sealed, byte by byte?"""
        # no secret: it is told to who has the code
        return self.digest == digest


UNKNOWN = Verdict(State.UNKNOWN)
EXPIRED = Verdict(State.EXPIRED)


def verdict_on(record: Record | None, over: bool, today: date) -> Verdict:
    """Return what is said of a record; ``over``: its contents were let go already."""
    if over or (record is not None and today.toordinal() > record.last):
        return EXPIRED
    if record is None:
        return UNKNOWN
    return Verdict(
        state=State.WITHDRAWN if record.withdrawn else State.GENUINE,
        title=record.title,
        issued=date.fromordinal(record.issued),
        withdrawn=date.fromordinal(record.withdrawn) if record.withdrawn else None,
        initials=record.initials or None,
        digest=record.digest,
    )


def initials_of(name: str) -> str:
    """Return ``N.E.V.`` for *Noor Elisa Voorbeeld*."""
    return "".join(f"{part[0].upper()}." for part in name.split() if part[0].isalpha())
