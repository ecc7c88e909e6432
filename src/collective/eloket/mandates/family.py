"""*Gezinsprofiel*: the children that a citizen registers, until a clerk looked once."""

from collections.abc import Mapping
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import take_turns
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.age import tells_another_day
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import store
from collective.eloket.mandates.errors import BirthDateDiffersError
from collective.eloket.mandates.errors import ChildOfAgeError
from collective.eloket.mandates.errors import FamilyFieldError
from collective.eloket.mandates.errors import FamilyFullError
from collective.eloket.mandates.errors import FamilyKnownError
from collective.eloket.mandates.errors import FamilyNumberNeededError
from collective.eloket.mandates.errors import FamilyUnknownError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.errors import OwnNumberError
from collective.eloket.mandates.errors import ParentShutOutError
from collective.eloket.mandates.household import is_shut_out
from collective.eloket.mandates.household import mandate_id
from collective.eloket.mandates.household import own_number
from collective.eloket.mandates.household import subject_of
from collective.eloket.mandates.interfaces import MandateEnded
from collective.eloket.mandates.model import Child
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OF_CITIZEN
from collective.eloket.mandates.model import REFUSED
from collective.eloket.mandates.model import VERIFIED
from collective.eloket.mandates.model import WAITING
from collective.eloket.parameters.lookups import read_date
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import SELF
from collective.eloket.plaintext import is_plain
from collective.eloket.plaintext import plain
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import date
from datetime import datetime
from zope.event import notify


#: More children than anybody registers.
MOST = 20
LONGEST_NAME = 200


def read_child(sent: Mapping[str, object], today: date) -> Child:
    """Return the child that somebody typed: names, birth date and number.

    :raises FamilyFieldError: a name or the birth date is missing or not right.
    :raises InvalidNationalNumberError: it is no national or bis number.
    :raises ChildOfAgeError: the child is eighteen on ``today``.
    """
    born = read_date(_text(sent, "birth_date"))
    if born is None or born > today:
        raise FamilyFieldError("birth_date")
    child = Child(
        number=NationalNumber.parse(_text(sent, "number")),
        given_names=_name(sent, "given_names"),
        family_name=_name(sent, "family_name"),
        birth_date=born,
    )
    if child.is_of_age(today):
        raise ChildOfAgeError
    return child


def add(session: ICurrentSession, sent: Mapping[str, object]) -> str:
    """Register a child of who is signed in; return the mandate's id. A clerk looks.

    Writes the ZODB and the audit. What was refused before may be sent again.

    :raises OnBehalfRefusedError: the sign-in is too weak.
    :raises FamilyNumberNeededError: of the citizen no number was proven.
    :raises OwnNumberError: it is the citizen's own number.
    :raises ParentShutOutError: a clerk shut this parent out.
    :raises FamilyKnownError: it waits, or was verified.
    :raises FamilyFullError: there are too many already.
    :raises BirthDateDiffersError: the number tells another birth date.
    """
    now = utcnow()
    child = read_child(sent, belgian_day(now))
    parent = _parent_number(session)
    if child.number.digits == parent.digits:
        raise OwnNumberError
    take_turns(session.user_id)
    if is_shut_out(session.user_id, child.number):
        raise ParentShutOutError
    person_id, id = session.user_id, mandate_id(OF_CITIZEN, session.user_id, child)
    before = store.find(person_id, id)
    if before is not None and before.state in (WAITING, VERIFIED):
        raise FamilyKnownError
    if before is None and len(list(store.of_person(person_id))) >= MOST:
        raise FamilyFullError
    if tells_another_day(child.number, child.birth_date):
        raise BirthDateDiffersError
    record(person_id, "citizen", person_id, "family.add", id, means=session.means)
    sealed = seal(person_id, id, child, now)
    kept = store.KeptMandate(
        subject_of(child), number_key(child.number), WAITING, sealed
    )
    store.put(person_id, id, kept)
    store.tree(store.WAITING_ONES)[store.key_of(person_id, id)] = now
    return id


def take_back(session: ICurrentSession, id: object) -> None:
    """Let go of a child that waits or was refused: it goes no further.

    :raises FamilyUnknownError: there is none, or a clerk verified it.
    """
    person_id = session.user_id
    kept = store.find(person_id, id) if isinstance(id, str) else None
    if kept is None or kept.state not in (WAITING, REFUSED):
        raise FamilyUnknownError
    record(person_id, "citizen", person_id, "family.take_back", id, session.means)
    store.remove(person_id, id)
    notify(MandateEnded(person_id, id, ""))


def own(person_id: str) -> list[Mandate]:
    """Return all that a citizen registered, whatever became of it, opened."""
    return [opened(person_id, id, kept) for id, kept in store.of_person(person_id)]


def opened(person_id: str, id: str, kept: store.KeptMandate) -> Mandate:
    """Return a kept mandate, opened.

    :raises PersonForgottenError: the parent was erased.
    """
    found = vault.for_person(person_id).open_json(kept.sealed, _context(id))
    child = Child(
        number=NationalNumber(found["number"]),
        given_names=found["given_names"],
        family_name=found["family_name"],
        birth_date=date.fromisoformat(found["birth_date"]),
    )
    return Mandate(
        id=id,
        holder=person_id,
        subject=kept.subject,
        child=child,
        state=kept.state,
        source=CLERK if kept.state == VERIFIED else SELF,
        at=datetime.fromisoformat(found["at"]),
        reason=found["reason"],
    )


def seal(
    person_id: str, id: str, child: Child, at: datetime, reason: str = ""
) -> bytes:
    """Return what is kept of a child, sealed with the parent's key."""
    said = {
        "number": child.number.digits,
        "given_names": child.given_names,
        "family_name": child.family_name,
        "birth_date": child.birth_date.isoformat(),
        "at": at.isoformat(),
        "reason": reason,
    }
    return vault.for_person(person_id).seal_json(said, _context(id))


def find_opened(person_id: str, id: str) -> Mandate | None:
    """Return one that this citizen registered, or None; also when it was erased."""
    kept = store.find(person_id, id)
    try:
        return None if kept is None else opened(person_id, id, kept)
    except PersonForgottenError:
        return None


def record(
    actor: str, role: str, subject: str, action: str, id: str, means: str | None = None
) -> None:
    """Write into the audit that a change is attempted."""
    audit.attempt(AuditEntry(actor, role, subject, action, object=id, means=means))


def _parent_number(session: ICurrentSession) -> NationalNumber:
    if session.level < LEAST_LEVEL:
        raise OnBehalfRefusedError
    number = own_number(session.user_id)
    if number is None:
        raise FamilyNumberNeededError
    return number


def _text(sent: Mapping[str, object], name: str) -> str:
    text = sent.get(name)
    return plain(text) if isinstance(text, str) else ""


def _name(sent: Mapping[str, object], name: str) -> str:
    text = _text(sent, name)
    if not 1 <= len(text) <= LONGEST_NAME or not is_plain(text):
        raise FamilyFieldError(name)
    return text


def _context(id: str) -> str:
    return f"mandate:{id}"
