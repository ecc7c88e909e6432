"""Managers search the audit: for something named, with a purpose, and on record."""

from collective.eloket.audit import service
from collective.eloket.audit.errors import SearchPurposeError
from collective.eloket.audit.errors import SearchWideError
from collective.eloket.audit.model import AuditEntry
from collective.eloket.audit.model import AuditRow
from collective.eloket.audit.model import Choice
from collective.eloket.audit.purposes import LONGEST_WORDS
from collective.eloket.audit.purposes import OTHER
from collective.eloket.audit.purposes import SEARCH_PURPOSES
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime


PAGE_SIZE = 50
ACTION = "log.search"


@dataclass(frozen=True, slots=True)
class Searcher:
    """Who searches, by which means they signed in, and why."""

    user_id: str
    means: str | None
    purpose: str
    words: str = field(default="", repr=False)

    def check(self) -> None:
        """:raises SearchPurposeError: no purpose, or one that must be explained."""
        if self.purpose not in SEARCH_PURPOSES or len(self.words) > LONGEST_WORDS:
            raise SearchPurposeError
        if self.purpose == OTHER and not self.words.strip():
            raise SearchPurposeError


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for; one of the first three at least.

    ``reference`` of a request, ``worker``: user id of somebody who works here,
    ``citizen``: a citizen's id as the audit has it. Days are aware moments.
    """

    reference: str = ""
    worker: str = ""
    citizen: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None

    def check(self) -> None:
        """:raises SearchWideError: nothing is named."""
        if not (self.reference or self.worker or self.citizen):
            raise SearchWideError


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, newest first; ``next``: what to ask for with ``before``, or None."""

    rows: tuple[AuditRow, ...]
    next: int | None


def search(searcher: Searcher, sought: Sought) -> Found:
    """Return a page of rows; ask for the permission first.

    Before this returns, the search is a row for each citizen whose rows are among
    those found, and a row of nobody's when there are none.

    :raises SearchPurposeError: no purpose, or one that must be explained.
    :raises SearchWideError: nothing is named.
    :raises AuditUnavailableError: it could not be read, or not be recorded.
    """
    searcher.check()
    sought.check()
    choice = Choice(
        subject=sought.citizen or None,
        actor=sought.worker or None,
        object=sought.reference or None,
        since=sought.since,
        until=sought.until,
        before=sought.before,
        most=PAGE_SIZE + 1,
    )
    rows = tuple(service.choose(choice))
    shown = rows[:PAGE_SIZE]
    for subject in dict.fromkeys(row.entry.subject for row in shown) or [None]:
        _record(searcher, sought, subject)
    return Found(shown, shown[-1].id if len(rows) > PAGE_SIZE else None)


def _record(searcher: Searcher, sought: Sought, subject: str | None) -> None:
    entry = AuditEntry(
        searcher.user_id,
        "manager",
        subject,
        ACTION,
        object=sought.reference or None,
        purpose=searcher.purpose,
        means=searcher.means,
        details={"words": searcher.words} if searcher.words else None,
    )
    try:
        service.record(entry)
    except PersonForgottenError:
        # the key that would seal the words is gone
        service.record(replace(entry, details=None))
