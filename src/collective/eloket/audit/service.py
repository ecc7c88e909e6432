"""The only door to the audit: record, attempt, find, seal."""

from collective.eloket.audit import store
from collective.eloket.audit.anchor_rows import keep as keep_anchor
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.model import AuditEntry
from collective.eloket.audit.model import AuditRow
from collective.eloket.audit.model import Choice
from collective.eloket.audit.model import Outcome
from collective.eloket.audit.sealing import current_anchor
from collective.eloket.audit.sealing import seal_new_rows
from collective.eloket.audit.sealing import waiting
from collective.eloket.clock import utcnow
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import datetime
from datetime import UTC

import json
import logging
import transaction


__all__ = [
    "SEARCH_PERMISSION",
    "AuditEntry",
    "AuditRow",
    "Choice",
    "attempt",
    "choose",
    "current_anchor",
    "find",
    "keep_anchor",
    "persons_seen",
    "record",
    "seal_new_rows",
    "waiting",
]

logger = logging.getLogger(__name__)

#: Who holds it searches the audit, with a purpose.
SEARCH_PERMISSION = "collective.eloket: Search audit"

#: Where a row's details are sealed to.
CONTEXT = "audit"

#: A page of rows at most, unless the caller says otherwise.
MOST_ROWS = 1000


def record(entry: AuditEntry, now: datetime | None = None) -> int:
    """Write a row in a transaction of its own, at once; return its id.

    It stays when the Zope transaction aborts.

    :raises AuditUnavailableError: it could not be written; go no further.
    """
    return store.add(_values(entry, now))


def attempt(entry: AuditEntry) -> int:
    """Write that a change is attempted; once the transaction ends, how it ended.

    When the request is tried again after a conflict, each try has its own two rows.
    Do not call it within a savepoint that may be rolled back: the end of the whole
    transaction counts.

    :raises AuditUnavailableError: it could not be written; change nothing.
    """
    row_id = store.add(_values(entry, None) | {"outcome": Outcome.ATTEMPTED.value})
    end = _End(replace(entry, details=None), row_id)
    current = transaction.get()
    current.addAfterCommitHook(end)
    # a doomed or broken-off transaction never comes to its commit
    current.addAfterAbortHook(end, (False,))
    return row_id


class _End:
    """Writes how an attempt ended, once: a failed commit is aborted as well."""

    def __init__(self, entry: AuditEntry, row_id: int) -> None:
        self._entry = entry
        self._row_id = row_id
        self._written = False

    def __call__(self, committed: bool) -> None:
        if self._written:
            return
        self._written = True
        outcome = Outcome.DONE if committed else Outcome.FAILED
        end = {"outcome": outcome.value, "ref": self._row_id}
        try:
            store.add(_values(self._entry, None) | end)
        except AuditUnavailableError:
            # the change stands or fell already, so the request goes on; an attempt
            # without an end is found by its id
            logger.error("audit: no row for %s of attempt %s", outcome, self._row_id)


def find(
    subject: str | None = None, since: datetime | None = None, most: int = MOST_ROWS
) -> list[AuditRow]:
    """Return rows, newest first; of one subject, or of all when it is None.

    Details of who was forgotten are None. ``since`` is aware. Ask for the citizen's
    session before you pass its user id: a stranger's is None.
    """
    return choose(Choice(subject=subject, since=since, most=most))


def choose(choice: Choice) -> list[AuditRow]:
    """Return the rows of a choice, newest first; see ``find``.

    :raises AuditUnavailableError: they could not be read.
    """
    return [_row(found) for found in store.rows(choice)]


def persons_seen(role: str, since: datetime, above: int) -> list[tuple[str, int]]:
    """Return who, in that role, saw data of more persons than ``above`` since then.

    :raises AuditUnavailableError: it could not be counted.
    """
    return store.persons_seen(role, since.timestamp(), above)


def _values(entry: AuditEntry, now: datetime | None) -> dict:
    return {
        "at": (now or utcnow()).timestamp(),
        "actor": entry.actor,
        "role": entry.role,
        "subject": entry.subject,
        "action": entry.action,
        "object": entry.object,
        "purpose": entry.purpose,
        "means": entry.means,
        "outcome": str(entry.outcome),
        "ref": None,
        "details": _sealed(entry),
    }


def _sealed(entry: AuditEntry) -> bytes | None:
    if entry.details is None:
        return None
    if entry.subject is None:
        return vault.seal(json.dumps(dict(entry.details)).encode(), CONTEXT)
    return vault.for_person(entry.subject).seal_json(dict(entry.details), CONTEXT)


def _opened(subject: str | None, details: bytes | None) -> dict | None:
    if details is None:
        return None
    if subject is None:
        return json.loads(vault.open_sealed(bytes(details), CONTEXT))
    try:
        return vault.for_person(subject).open_json(bytes(details), CONTEXT)
    except PersonForgottenError:
        return None


def _row(found) -> AuditRow:
    entry = AuditEntry(
        actor=found.actor,
        role=found.role,
        subject=found.subject,
        action=found.action,
        object=found.object,
        purpose=found.purpose,
        means=found.means,
        outcome=found.outcome,
        details=_opened(found.subject, found.details),
    )
    return AuditRow(found.id, datetime.fromtimestamp(found.at, UTC), entry, found.ref)
