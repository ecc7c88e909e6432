"""A request for a right or a work relation; plain values, no database."""

from collective.eloket.identity.organisations import OrganisationNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What is asked for; a part of the page's address has its own name for it."""

    RIGHT = "right"
    WORK_RELATION = "work_relation"


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


#: How long a right is asked for; a manager may give it for less or more.
USUAL_YEARS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for, checked. ``right`` is empty for a work relation only."""

    kind: Kind
    organisation: OrganisationNumber
    application: str
    right: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """Who asks, as known and as they typed; for the managers of the organisation only.

    ``born`` is None where it is not known.
    """

    given_names: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date | None = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    reason: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Given names and family name."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, when (aware, UTC) and why; ``along``: was the reason mailed?"""

    by: str
    at: datetime
    reason: str = field(repr=False)
    along: bool


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """A request as it was sent at ``at`` (aware, UTC), and what became of it."""

    id: str
    person_id: str
    wanted: Wanted
    about: About
    at: datetime
    state: State = State.OPEN
    decision: Decision | None = None


def usual_end(begin: date) -> date:
    """Return the last day of a right that is asked for on ``begin``.

    Of 29 February: 28 February, where there is no other.
    """
    year = begin.year + USUAL_YEARS
    try:
        return begin.replace(year=year)
    except ValueError:
        return begin.replace(year=year, day=28)
