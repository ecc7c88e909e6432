"""Who looked at or changed the data of one citizen, line by line and in words.

Names of people who work here are not told, their service is; see
``docs/developers/decisions/access-log.md``.
"""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.audit import service
from collective.eloket.audit.model import AuditRow
from collective.eloket.audit.model import Choice
from collective.eloket.audit.model import Outcome
from collective.eloket.audit.purposes import TOLD
from collective.eloket.audit.words import ACTIONS
from collective.eloket.audit.words import Kind
from collective.eloket.audit.words import UNKNOWN
from collective.eloket.audit.words import VIEWED
from collective.eloket.audit.words import WHY
from collective.eloket.audit.words import WHY_MACHINE
from collective.eloket.audit.words import WHY_OWN
from collective.eloket.audit.words import WHY_UNKNOWN
from collective.eloket.http.means_names import MEANS
from collective.eloket.http.named_service import service_of
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from zope.i18nmessageid import Message


PAGE_SIZE = 25
MACHINES = frozenset({"worker", "machine", "system"})


class By(StrEnum):
    """Who it was, seen from the citizen."""

    SELF = "self"
    SERVICE = "service"
    SYSTEM = "system"
    #: a provider, or somebody who acts for this person
    OTHER = "other"


WHO = {
    By.SELF: _("log_by_self", default="Yourself"),
    By.SERVICE: _("log_by_service", default="Somebody of the municipality"),
    By.SYSTEM: _("log_by_system", default="The e-desk, by itself"),
    By.OTHER: _("log_by_other", default="Somebody else"),
}
PROVIDER = _("log_by_provider", default="Your way to sign in")
OF_SERVICE = _("log_by_named_service", default="Somebody of ${service}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the log is asked for; ``since`` and ``until`` are aware."""

    since: datetime | None = None
    until: datetime | None = None
    kind: Kind | None = None
    #: also what the citizen only looked at
    own_views: bool = False
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log; ``explanation`` are words that a clerk typed."""

    id: int
    at: datetime
    kind: Kind
    by: By
    who: Message
    what: Message
    why: Message
    means: Message | None
    reference: str | None
    failed: bool
    explanation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, newest first; ``next``: what to ask for with ``before``, or None."""

    lines: tuple[Line, ...]
    next: int | None


def access_log(subject: str, wanted: Wanted, size: int = PAGE_SIZE) -> Page:
    """Return a page of the log of a citizen. Ask for their session first.

    Of a change one line is told: how it ended.

    :raises AuditUnavailableError: it could not be read.
    """
    chosen = Choice(
        subject=subject,
        actions=actions_of(wanted.kind) if wanted.kind is not None else None,
        own=frozenset() if wanted.own_views else frozenset(VIEWED),
        since=wanted.since,
        until=wanted.until,
        before=wanted.before,
        attempts=False,
        most=size + 1,
    )
    rows = service.choose(chosen)
    lines = tuple(line_of(row) for row in rows[:size])
    return Page(lines, rows[size - 1].id if len(rows) > size else None)


def actions_of(kind: Kind) -> frozenset[str]:
    """Return the actions of a kind."""
    return frozenset(name for name, told in ACTIONS.items() if told.kind is kind)


def line_of(row: AuditRow) -> Line:
    """Return a row in words."""
    entry = row.entry
    told = ACTIONS.get(entry.action, UNKNOWN)
    by = _by(row)
    reference = entry.object if "${object}" in told.words.default else None
    return Line(
        row.id,
        row.at,
        told.kind,
        by,
        _who(row, by),
        Message(told.words, mapping={"object": entry.object or ""}),
        _why(row, by),
        MEANS.get(entry.means) if by is By.SELF else None,
        reference,
        entry.outcome == Outcome.FAILED,
        _explanation(entry.details),
    )


def _by(row: AuditRow) -> By:
    entry = row.entry
    if entry.actor == entry.subject:
        return By.SELF
    if entry.role in MACHINES:
        return By.SYSTEM
    return By.SERVICE if entry.role in ("clerk", "manager") else By.OTHER


def _who(row: AuditRow, by: By) -> Message:
    if by is By.OTHER and row.entry.role == "provider":
        return PROVIDER
    service = service_of(row.entry.actor) if by is By.SERVICE else ""
    return Message(OF_SERVICE, mapping={"service": service}) if service else WHO[by]


def _why(row: AuditRow, by: By) -> Message:
    if row.entry.purpose in TOLD:
        return TOLD[row.entry.purpose]
    if by is By.SELF:
        return WHY_OWN
    if by is By.SERVICE:
        return WHY.get(row.entry.action.partition(".")[0], WHY_UNKNOWN)
    return WHY_MACHINE if by is By.SYSTEM else WHY_UNKNOWN


def _explanation(details: Mapping | None) -> str:
    words = (details or {}).get("words", "")
    return words if isinstance(words, str) else ""
