"""The only door to the counter: what lies ready there, print it, hand it over."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.documents.counter.errors import NotAtCounterError
from collective.eloket.documents.counter.store import find_room
from collective.eloket.documents.counter.store import make_room
from collective.eloket.documents.post.joining import joined
from collective.eloket.documents.waiting import waiting_cases
from collective.eloket.interfaces import ICase
from plone import api


PERMISSION = "collective.eloket: Hand over documents"


def put(case: ICase) -> None:
    """Let the letter that lies in the case wait at the counter; writes the ZODB."""
    case.handed = None
    make_room(api.portal.get()).put(case.getId(), case.letter_key)


def drop(reference: str) -> None:
    """Let the letter of a case wait no more, if one does; writes the ZODB."""
    room = find_room(api.portal.get())
    if room is not None:
        room.drop(reference)


def waiting(groups: frozenset[str]) -> list[ICase]:
    """Return the cases of these groups whose letters nobody came for yet.

    By reference; not those of the reader's own family.
    """
    return waiting_cases(find_room(api.portal.get()), groups)


def get_waiting(reference: str, groups: frozenset[str]) -> ICase:
    """Return one of ``waiting``.

    :raises NotAtCounterError: it is none of them.
    """
    for case in waiting(groups):
        if case.getId() == reference:
            return case
    raise NotAtCounterError


def hand_over(case: ICase, means: str | None) -> None:
    """Note that it was given to who came for it, and close the case.

    Who may do so is checked by the caller. Writes the ZODB, and a row in the audit.

    :raises EloketError: see ``cases.hand_over``.
    """
    cases.hand_over(case)
    drop(case.getId())
    audit.attempt(
        audit.AuditEntry(
            actor=api.user.get_current().getId(),
            role="clerk",
            subject=case.subject,
            action="letter.hand_over",
            object=case.getId(),
            means=means,
        )
    )


def pdf_of(case: ICase) -> bytes:
    """Return the letter for a printer; the caller recorded it before."""
    letter = cases.open_letter(case)
    return joined([letter.data], letter.filename)
