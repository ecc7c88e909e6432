"""Messages about a case, both ways, and notes among clerks.

Each lies beside the case as a small object of its own, sealed for the applicant: it
falls with that person's key. The dotted name stands in the database: never move it.
"""

from AccessControl import getSecurityManager
from collections.abc import Sequence
from collective.eloket.audit import service as audit
from collective.eloket.cases.access import check_clerk
from collective.eloket.cases.access import check_reader
from collective.eloket.cases.access import has_reader
from collective.eloket.cases.access import is_clerk_of
from collective.eloket.cases.access import may_act_on
from collective.eloket.cases.attachments import SealedFile
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.contents import check_contents
from collective.eloket.cases.errors import MessagesClosedError
from collective.eloket.cases.errors import MessagesFullError
from collective.eloket.cases.errors import NoLetterError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.interfaces import CaseMessageWritten
from collective.eloket.cases.model import CLOSED
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import WITHDRAWN
from collective.eloket.cases.often import spend_message
from collective.eloket.catalogue.model import Upload
from collective.eloket.clock import utcnow
from collective.eloket.plaintext import plain
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from persistent import Persistent
from zope.event import notify


#: Messages of the applicant in one case, and those of clerks with their notes: neither
#: side can take the other's place.
MOST_OF_CITIZEN, MOST_OF_CLERKS = 100, 500


class Kind(StrEnum):
    """Who wrote it, for whom."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    #: Among clerks; the applicant never sees it.
    NOTE = "note"


class CaseMessage(Persistent):
    """One message; text and names of files are sealed, and the files in blobs."""

    def __init__(self, kind: Kind, author: str, at: datetime) -> None:
        self.kind = str(kind)
        self.author = author
        self.at = at
        self.sealed = b""
        self.files: tuple[SealedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """A message in the clear; ``number`` is its place among all of the case.

    ``files`` are ``{"name", "content_type"}`` in the order of its files; ``at`` is
    aware, UTC.
    """

    number: int
    kind: Kind
    author: str
    at: datetime
    text: str = field(repr=False)
    files: Sequence[dict[str, str]] = field(repr=False)


def write_message(
    case: DocumentRequest, kind: Kind, text: str, files: Sequence[Upload] = ()
) -> None:
    """Keep what the current user writes, and tell the other side; audited.

    :raises NotYourCaseError: neither the applicant nor a clerk of its group; or the
        mandate that it was sent by ended.
    :raises OwnFamilyError: it is the clerk's own, or of their family.
    :raises NobodyToAskError: the applicant did not sign in, so cannot read it here.
    :raises NobodyReadsError: the applicant has died.
    :raises MessagesClosedError: the case has come to its end.
    :raises MessagesFullError: it has all that it takes of this side.
    :raises MessagesTooOftenError: the applicant wrote too many in an hour.
    :raises EloketError: its contents; see ``check_contents``.
    """
    author = _check_author(case, kind)
    if kind == Kind.CLERK:
        check_reader(case)
    if not may_write(case, kind):
        raise MessagesClosedError
    if is_full(case, kind):
        raise MessagesFullError
    if kind == Kind.CITIZEN:
        spend_message(author)
    words = plain(text)
    files = check_contents(words, files)
    number = len(case._messages)
    message = CaseMessage(kind, author, utcnow())
    _seal(case, number, message, words, files)
    case._messages = (*case._messages, message)
    if kind == Kind.CITIZEN:
        case._heard += 1
    _record(case, kind, author)
    notify(CaseMessageWritten(case, kind))


def may_write(case: DocumentRequest, kind: Kind) -> bool:
    """May a message of that kind still be written?

    Applicants write until it is decided, clerks to them until it is closed or
    withdrawn, but not to who did not sign in or has died; notes are always possible.
    """
    if kind == Kind.CITIZEN:
        return case.state in OPEN_STATES
    if kind == Kind.NOTE:
        return True
    return case.state not in (WITHDRAWN, CLOSED) and has_reader(case)


def is_full(case: DocumentRequest, kind: Kind) -> bool:
    """Has a case all the messages that it takes of this side?"""
    is_citizen = kind == Kind.CITIZEN
    own = [one for one in case._messages if (one.kind == Kind.CITIZEN) == is_citizen]
    return len(own) >= (MOST_OF_CITIZEN if is_citizen else MOST_OF_CLERKS)


def messages_of(case: DocumentRequest, *, for_clerk: bool) -> list[OpenedMessage]:
    """Return the messages, oldest first; notes only to a clerk.

    The caller has written the audit row.

    :raises PersonForgottenError: the applicant's key was erased.
    """
    return [
        _opened(case, number, message)
        for number, message in enumerate(case._messages)
        if for_clerk or message.kind != Kind.NOTE
    ]


def message_file(
    case: DocumentRequest, number: str, place: str, *, for_clerk: bool
) -> tuple[dict[str, str], bytes]:
    """Return name and type of a message's file, and its bytes.

    :raises NoLetterError: there is none, or not for this reader.
    """
    found = {str(one.number): one for one in messages_of(case, for_clerk=for_clerk)}
    message = found.get(number)
    places = {
        str(at): about for at, about in enumerate(message.files if message else ())
    }
    if place not in places:
        raise NoLetterError
    sealed = case._messages[message.number].files[int(place)]
    return places[place], sealed.open_bytes()


def waits_for_us(case: DocumentRequest) -> bool:
    """Did the applicant write after all that clerks did? Opens nothing."""
    talk = [one for one in case._messages if one.kind != Kind.NOTE]
    if not talk or talk[-1].kind != Kind.CITIZEN or case.state not in OPEN_STATES:
        return False
    steps = [entry for history in case.workflow_history.values() for entry in history]
    return talk[-1].at.timestamp() >= max(float(step["time"]) for step in steps)


def _check_author(case: DocumentRequest, kind: Kind) -> str:
    user_id = getSecurityManager().getUser().getId()
    is_its = user_id == case.applicant if kind == Kind.CITIZEN else is_clerk_of(case)
    if not user_id or not is_its:
        raise NotYourCaseError(kind)
    if kind != Kind.CITIZEN:
        check_clerk(case)
    elif not may_act_on(case):
        raise NotYourCaseError(kind)
    return user_id


def _seal(
    case: DocumentRequest,
    number: int,
    message: CaseMessage,
    text: str,
    files: Sequence[Upload],
) -> None:
    context = _context(case, number)
    names = [{"name": one.name, "content_type": one.content_type} for one in files]
    keys = vault.for_person(case.applicant)
    message.sealed = keys.seal_json({"text": text, "files": names}, context)
    message.files = tuple(
        SealedFile(case.applicant, f"{context}:file:{place}", one.data)
        for place, one in enumerate(files)
    )


def _opened(case: DocumentRequest, number: int, message: CaseMessage) -> OpenedMessage:
    keys = vault.for_person(case.applicant)
    contents = keys.open_json(message.sealed, _context(case, number))
    return OpenedMessage(
        number, Kind(message.kind), message.author, message.at, **contents
    )


def _record(case: DocumentRequest, kind: Kind, author: str) -> None:
    audit.attempt(
        audit.AuditEntry(
            actor=author,
            role="citizen" if kind == Kind.CITIZEN else "clerk",
            subject=case.subject,
            action="case.note" if kind == Kind.NOTE else "case.message",
            object=case.getId(),
        )
    )


def _context(case: DocumentRequest, number: int) -> str:
    return f"case:{case.getId()}:message:{number}"
