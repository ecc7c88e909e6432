"""Addresses that were replaced before and came back: a clerk decides, with a reason.

The dotted names stand in the database: never move or rename them.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IPersonByNumber
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.card_writer import apply_decided
from collective.eloket.parameters.errors import AddressTaskUnknownError
from collective.eloket.parameters.errors import OwnCardError
from collective.eloket.parameters.errors import ReasonTooShortError
from collective.eloket.parameters.interfaces import AddressDecided
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from itertools import islice
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.event import notify


#: Annotation of the site under which the tasks lie.
ANNOTATION = "collective.eloket.parameters.address_tasks"
#: A list shows so many, the oldest first.
MOST_SHOWN = 50
#: A reason that says nothing is none.
SHORTEST_REASON = 5
LONGEST_REASON = 2000


class KeptTask(Persistent):
    """An address that waits for a clerk, sealed with its person's key."""

    def __init__(self, person_id: str, at: datetime, sealed: bytes) -> None:
        self.person_id = person_id
        self.at = at
        self.sealed = sealed


class AddressTasks(OOBTree):
    """Keyed hash of person and address → KeptTask: the same card makes one task."""

    max_leaf_size = 30
    max_internal_size = 24


@dataclass(frozen=True, slots=True)
class AddressTask:
    """A task, opened; ``at`` is when the card was read, aware, UTC."""

    id: str
    person_id: str
    at: datetime
    reading: Reading = field(repr=False)


def tasks() -> AddressTasks | dict:
    """Return the tasks of this site; empty on one that was made before there were."""
    return IAnnotations(api.portal.get()).get(ANNOTATION, {})


def add(person_id: str, reading: Reading) -> None:
    """Let a clerk look at a card's address; writes the ZODB."""
    annotations = IAnnotations(api.portal.get())
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = AddressTasks()
    task_id = vault.blind("address-task", f"{person_id} {reading.address_hash}")
    sealed = vault.for_person(person_id).seal_json(reading.to_json(), _context(task_id))
    annotations[ANNOTATION][task_id] = KeptTask(person_id, utcnow(), sealed)


def count() -> int:
    """Return how many wait."""
    return len(tasks())


def waiting() -> Iterator[AddressTask]:
    """Yield the tasks, the oldest first, MOST_SHOWN at most; record before you show."""
    return islice(every(), MOST_SHOWN)


def every() -> Iterator[AddressTask]:
    """Yield all tasks, the oldest first; those of people who were erased are not."""
    for task_id, kept in sorted(tasks().items(), key=lambda item: item[1].at):
        try:
            yield _opened(task_id, kept)
        except PersonForgottenError:
            continue


def get(task_id: object) -> AddressTask:
    """Return one task; record the view before you show it.

    :raises AddressTaskUnknownError: there is none; it may be decided.
    """
    kept = tasks().get(task_id) if isinstance(task_id, str) else None
    if kept is None:
        raise AddressTaskUnknownError
    try:
        return _opened(task_id, kept)
    except PersonForgottenError:
        raise AddressTaskUnknownError from None


def decide(clerk: str, task_id: object, accept: bool, reason: str) -> None:
    """Let the card's address count again, or not; the citizen is told why.

    Who may do so is checked by the caller. Writes the ZODB and the audit.

    :raises AddressTaskUnknownError: there is none.
    :raises ReasonTooShortError: nothing says why.
    :raises OwnCardError: it is the clerk's own address.
    """
    said = checked_reason(reason)
    task = get(task_id)
    check_not_own(clerk, task.person_id, task.reading)
    audit.attempt(
        AuditEntry(
            clerk,
            "clerk",
            task.person_id,
            "address.accept" if accept else "address.refuse",
            object=task.reading.proof.id,
            details={"reason": said},
        )
    )
    del tasks()[task_id]
    if accept:
        apply_decided(task.person_id, task.reading, clerk)
    notify(AddressDecided(task.person_id, accept, said))


def checked_reason(text: object) -> str:
    """Return a reason without outer blanks.

    :raises ReasonTooShortError: it says nothing, or far too much.
    """
    said = text.strip() if isinstance(text, str) else ""
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise ReasonTooShortError
    return said


def check_not_own(clerk: str, person_id: str, reading: Reading) -> None:
    """:raises OwnCardError: clerk and citizen are one person, as a link proved."""
    number = reading.values["national_number"]
    if clerk == person_id or getUtility(IPersonByNumber).has(clerk, number):
        raise OwnCardError


def drop(person_id: str) -> None:
    """Let go of all tasks about a person."""
    for task_id in [id for id, kept in tasks().items() if kept.person_id == person_id]:
        del tasks()[task_id]


def _opened(task_id: str, kept: KeptTask) -> AddressTask:
    person = vault.for_person(kept.person_id)
    found = person.open_json(kept.sealed, _context(task_id))
    return AddressTask(task_id, kept.person_id, kept.at, Reading.from_json(found))


def _context(task_id: str) -> str:
    return f"address-task:{task_id}"
