"""Legal holds: what a manager of the e-loket says must not be erased, and why."""

from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.forgetting import is_nobodys
from collective.eloket.cases.service import find_case
from collective.eloket.clock import utcnow
from collective.eloket.rights.errors import HoldCaseUnknownError
from collective.eloket.rights.errors import HoldKnownError
from collective.eloket.rights.errors import HoldReasonError
from collective.eloket.rights.errors import HoldUnknownError
from collective.eloket.rights.store import Hold
from collective.eloket.rights.store import make_rights
from collective.eloket.rights.store import rights
from collective.eloket.rights.store import take_turn
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime


CASE, PERSON = "case:", "person:"
#: A reason that says nothing is none.
SHORTEST_REASON = 5
LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class OpenedHold:
    """A hold in the clear; ``at`` is aware, UTC; ``key`` names it."""

    key: str
    person_id: str
    by: str
    at: datetime
    reason: str = field(repr=False)

    @property
    def reference(self) -> str:
        """The reference of a case; empty when all of a person is held."""
        return self.key.removeprefix(CASE) if self.key.startswith(CASE) else ""


def hold_case(by: str, reference: str, reason: str) -> None:
    """Keep one case, whatever its days; audited, writes the ZODB.

    :raises HoldCaseUnknownError: there is no such case, or it is nobody's.
    :raises HoldReasonError: nothing says why.
    :raises HoldKnownError: it is held.
    """
    case = _case(reference)
    _hold(by, CASE + case.getId(), case.applicant, case.getId(), reason)


def hold_applicant(by: str, reference: str, reason: str) -> None:
    """Keep everything of who sent a case; see ``hold_case``."""
    case = _case(reference)
    _hold(by, PERSON + case.applicant, case.applicant, case.getId(), reason)


def hold_person(by: str, person_id: str, reason: str) -> None:
    """Keep everything of a person; audited, writes the ZODB.

    :raises HoldReasonError: nothing says why.
    :raises HoldKnownError: it is held.
    """
    _hold(by, PERSON + person_id, person_id, None, reason)


def lift(by: str, key: str, reason: str) -> None:
    """Let a hold go; audited, writes the ZODB.

    :raises HoldReasonError: nothing says why.
    :raises HoldUnknownError: there is none.
    """
    said = checked_reason(reason)
    hold = rights().holds.get(key)
    if hold is None:
        raise HoldUnknownError
    _record(by, "hold.lift", hold.person_id, key, said)
    del rights().holds[key]


def is_held(case: DocumentRequest) -> bool:
    """Is the case held, or who sent it, or whom it is for?"""
    holds = rights().holds
    persons = (PERSON + case.applicant, PERSON + case.subject)
    return any(key in holds for key in (CASE + case.getId(), *persons))


def is_person_held(person_id: str) -> bool:
    """Is anything of a person held?"""
    return any(hold.person_id == person_id for hold in rights().holds.values())


def every_hold() -> Iterator[OpenedHold]:
    """Yield the holds, the oldest first; record the view before you show them."""
    found = sorted(rights().holds.items(), key=lambda item: item[1].at)
    for key, hold in found:
        yield OpenedHold(key, hold.person_id, hold.by, hold.at, _reason(key, hold))


def checked_reason(text: object) -> str:
    """Return a reason without outer blanks.

    :raises HoldReasonError: it says nothing, or far too much.
    """
    said = text.strip() if isinstance(text, str) else ""
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise HoldReasonError
    return said


def _case(reference: str) -> DocumentRequest:
    case = find_case(reference)
    if case is None or is_nobodys(case.applicant):
        raise HoldCaseUnknownError
    return case


def _hold(by: str, key: str, person_id: str, about: str | None, reason: str) -> None:
    said = checked_reason(reason)
    kept = make_rights().holds
    if key in kept:
        raise HoldKnownError
    sealed = vault.for_person(person_id).seal_text(said, _context(key))
    _record(by, "hold.set", person_id, key if about is None else CASE + about, said)
    kept[key] = Hold(person_id, by, utcnow(), sealed)
    take_turn()


def _record(by: str, action: str, person_id: str, about: str, reason: str) -> None:
    # an id of a person stands in the row already, as its subject
    named = about.removeprefix(CASE) if about.startswith(CASE) else None
    details = {"reason": reason}
    entry = audit.AuditEntry(
        by, "clerk", person_id, action, object=named, details=details
    )
    audit.attempt(entry)


def _reason(key: str, hold: Hold) -> str:
    try:
        return vault.for_person(hold.person_id).open_text(hold.sealed, _context(key))
    except PersonForgottenError:
        return ""


def _context(key: str) -> str:
    return f"hold:{key}"
