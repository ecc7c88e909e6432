"""What a row of the audit says."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How it went. A change is attempted first; a second row says how it ended."""

    ATTEMPTED = "attempted"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what with whose data, and why; what is to be recorded.

    ``actor`` and ``subject`` are random ids (None: the machine, or a list of people),
    ``object`` an id such as a case's reference. Whatever says more about a person goes
    into ``details``, which is sealed with the subject's key: erasing that key leaves
    the row in its place, and unreadable.
    """

    actor: str | None
    role: str
    subject: str | None
    action: str
    object: str | None = None
    purpose: str | None = None
    means: str | None = None
    outcome: str = Outcome.DONE
    details: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A recorded row. ``at`` is aware, UTC; ``ref`` the id of the attempt it ends."""

    id: int
    at: datetime
    entry: AuditEntry
    ref: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows are asked for; what is None does not matter. Newest first.

    ``since`` and ``until`` are aware, ``until`` is not in it. ``before``: rows with a
    lower id only. ``own``: actions that are left out when the subject did them.
    """

    subject: str | None = None
    actor: str | None = None
    object: str | None = None
    actions: frozenset[str] | None = None
    own: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    #: attempts too, not only how they ended
    attempts: bool = True
    most: int = 1000
