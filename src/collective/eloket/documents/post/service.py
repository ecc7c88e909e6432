"""The only door to the mail room: what waits, print it, print it again."""

from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.clock import utcnow
from collective.eloket.documents.post.errors import BatchUnknownError
from collective.eloket.documents.post.errors import PostEmptyError
from collective.eloket.documents.post.errors import PostPrintedError
from collective.eloket.documents.post.joining import joined
from collective.eloket.documents.post.model import Batch
from collective.eloket.documents.post.model import Entry
from collective.eloket.documents.post.store import find_room
from collective.eloket.documents.post.store import make_room
from collective.eloket.documents.waiting import case_of
from collective.eloket.documents.waiting import waiting_cases
from collective.eloket.interfaces import ICase
from itertools import islice
from plone import api


PERMISSION = "collective.eloket: Print post"
#: So many letters a batch has at most; the others wait for the next one.
MOST = 200
#: So many batches a page shows.
MOST_SHOWN = 50


def put(case: ICase) -> None:
    """Let the letter that lies in the case wait for the next batch; writes the ZODB."""
    case.posted = None
    make_room(api.portal.get()).put(case.getId(), case.letter_key)


def drop(reference: str) -> None:
    """Let the letter of a case wait no more, if one does; writes the ZODB."""
    room = find_room(api.portal.get())
    if room is not None:
        room.drop(reference)


def waiting(groups: frozenset[str]) -> list[ICase]:
    """Return the cases of these groups whose letters wait, by reference.

    Not those of the reader's own family: a colleague prints them.
    """
    return waiting_cases(find_room(api.portal.get()), groups)


def next_number() -> int:
    """Return the number that the next batch gets."""
    room = find_room(api.portal.get())
    return 1 if room is None else room.next_number


def print_batch(
    groups: frozenset[str], number: int, means: str | None, most: int = MOST
) -> Batch:
    """Make a batch of what waits; each citizen reads that the document was posted.

    ``number`` is what whoever prints was told that the batch would get. Who may do so
    is checked by the caller. Writes the ZODB, and a row in the audit per letter.

    :raises PostPrintedError: there is a batch of that number already.
    :raises PostEmptyError: nothing waits.
    """
    room = make_room(api.portal.get())
    if number != room.next_number:
        raise PostPrintedError
    printed = waiting(groups)[:most]
    if not printed:
        raise PostEmptyError
    now, by = utcnow(), api.user.get_current().getId()
    entries = tuple(
        Entry(case.getId(), case.letter_key, case.clerk_group) for case in printed
    )
    for case in printed:
        case.posted = now
        room.drop(case.getId())
        audit.attempt(
            audit.AuditEntry(
                by, "clerk", case.subject, "letter.post", case.getId(), means=means
            )
        )
    batch = Batch(number, int(now.timestamp()), by, entries)
    room.add(batch)
    return batch


def batches(groups: frozenset[str]) -> list[Batch]:
    """Return the batches with letters of these groups, and only those letters.

    The newest first, MOST_SHOWN at most.
    """
    room = find_room(api.portal.get())
    found = () if room is None else room.batches()
    seen = (batch.of_groups(groups) for batch in found)
    return list(islice((batch for batch in seen if batch.entries), MOST_SHOWN))


def get_batch(number: str, groups: frozenset[str]) -> Batch:
    """Return one batch, with the letters of these groups.

    :raises BatchUnknownError: there is none, or none of its letters is theirs.
    """
    room = find_room(api.portal.get())
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    batch = room.find(int(number)) if room is not None and is_number else None
    mine = None if batch is None else batch.of_groups(groups)
    if mine is None or not mine.entries:
        raise BatchUnknownError
    return mine


def letters_of(batch: Batch) -> Iterator[ICase]:
    """Yield the cases whose letters of a batch are there still.

    One that was taken back, or made anew since, is not; nor is one that was erased, or
    of the reader's own family.
    """
    for entry in batch.entries:
        case = case_of(entry.reference, entry.letter_key)
        if case is not None and not cases.is_family(case):
            yield case


def pdf_of(batch: Batch, letters: list[ICase], title: str) -> bytes:
    """Return these letters of a batch as one PDF; the caller recorded each before."""
    opened = (cases.open_letter(case).data for case in letters)
    return joined(opened, f"{title} {batch.number}")
