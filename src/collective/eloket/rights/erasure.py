"""Somebody is erased: asked by the citizen or an officer, decided by a manager.

All rooms let go in one transaction, which notes whose key must follow. The key goes
after the commit; who is broken off in between is finished by the worker.
"""

from collections.abc import Iterator
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.registry import take_turns
from collective.eloket.audit import service as audit
from collective.eloket.cases.of_person import open_cases
from collective.eloket.cases.of_person import sent_cases
from collective.eloket.clock import utcnow
from collective.eloket.mandates import service as mandates
from collective.eloket.rights import errors
from collective.eloket.rights.farewell import tell_decision
from collective.eloket.rights.holds import checked_reason
from collective.eloket.rights.holds import is_held
from collective.eloket.rights.holds import is_person_held
from collective.eloket.rights.interfaces import PersonErased
from collective.eloket.rights.store import make_rights
from collective.eloket.rights.store import rights
from collective.eloket.rights.store import take_turn
from collective.eloket.rights.store import Wish
from collective.eloket.rights.takeout import rooms_of_persons
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from zope.event import notify


LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class OpenedWish:
    """A wish in the clear; ``at`` is aware, UTC."""

    person_id: str
    by: str
    at: datetime
    words: str = field(repr=False)

    @property
    def is_own(self) -> bool:
        """Did the citizen ask for it?"""
        return self.by == self.person_id


def check_may_erase(person_id: str) -> None:
    """Refuse to erase of whom something is held, or goes on.

    What a parent sent for a child is the parent's: it goes with them, so a hold on the
    child keeps it too.

    :raises ErasureHeldError: something must be kept.
    :raises ErasureOpenCasesError: requests of theirs, or for them, go on.
    """
    if is_person_held(person_id) or any(map(is_held, sent_cases(person_id))):
        raise errors.ErasureHeldError
    if open_cases(person_id):
        raise errors.ErasureOpenCasesError


def ask(by: str, person_id: str, words: str) -> None:
    """Ask to erase all of a person; audited, writes the ZODB.

    :raises ErasureError: see ``check_may_erase``; or it was asked already.
    """
    check_may_erase(person_id)
    wishes = make_rights().wishes
    if person_id in wishes:
        raise errors.ErasureAskedError
    said = words.strip()[:LONGEST_WORDS]
    role = "citizen" if by == person_id else "clerk"
    audit.attempt(audit.AuditEntry(by, role, person_id, "erasure.ask"))
    sealed = vault.for_person(person_id).seal_text(said, _context(person_id))
    wishes[person_id] = Wish(by, utcnow(), sealed)


def ask_with_reason(by: str, person_id: str, reason: str) -> None:
    """Ask as an officer, who says why.

    :raises HoldReasonError: nothing says why.
    :raises ErasureError: see ``ask``.
    """
    ask(by, person_id, checked_reason(reason))


def take_back(person_id: str) -> None:
    """Let the citizen not want it any more; audited, writes the ZODB.

    :raises ErasureUnknownError: nobody asked, or it was decided.
    """
    if person_id not in rights().wishes:
        raise errors.ErasureUnknownError
    audit.attempt(
        audit.AuditEntry(person_id, "citizen", person_id, "erasure.take_back")
    )
    del rights().wishes[person_id]


def wish_of(person_id: str) -> OpenedWish | None:
    """Return what was asked for a person, or None."""
    wish = rights().wishes.get(person_id)
    return None if wish is None else _opened(person_id, wish)


def every_wish() -> Iterator[OpenedWish]:
    """Yield what was asked, the oldest first; record the view before you show it."""
    for person_id, wish in sorted(rights().wishes.items(), key=lambda one: one[1].at):
        yield _opened(person_id, wish)


def refuse(by: str, person_id: str, reason: str) -> None:
    """Say no, with a reason that the citizen gets by mail.

    :raises ErasureUnknownError: nobody asked, or it was decided.
    :raises HoldReasonError: nothing says why.
    :raises OwnFamilyError: it is the manager's own, or of their family.
    """
    said = _checked(by, person_id, reason)
    details = {"reason": said}
    entry = audit.AuditEntry(by, "clerk", person_id, "erasure.refuse", details=details)
    audit.attempt(entry)
    del rights().wishes[person_id]
    tell_decision(person_id, False, said)


def erase(by: str, person_id: str, reason: str) -> None:
    """Erase all of a person, and tell them so by mail before it is gone.

    The audit keeps its rows, which name a random id; the reason is kept with no person.

    :raises ErasureUnknownError: nobody asked, or it was decided.
    :raises ErasureError: see ``check_may_erase``.
    :raises HoldReasonError: nothing says why.
    :raises OwnFamilyError: it is the manager's own, or of their family.
    """
    said = _checked(by, person_id, reason)
    take_turn()
    take_turns(person_id)
    check_may_erase(person_id)
    entry = audit.AuditEntry(
        by, "clerk", None, "person.erase", object=person_id, details={"reason": said}
    )
    audit.attempt(entry)
    tell_decision(person_id, True, said)
    for room in reversed(rooms_of_persons()):
        room.erase(person_id)
    rights().forgetting.insert(person_id)
    notify(PersonErased(person_id))
    after_commit(vault.forget_person, person_id)


def finish() -> int:
    """Erase the keys of who was erased, should any be left; returns of how many.

    Writes the ZODB when there is anything to do.
    """
    left = list(rights().forgetting)
    for person_id in left:
        vault.forget_person(person_id)
        rights().forgetting.remove(person_id)
    return len(left)


def _checked(by: str, person_id: str, reason: str) -> str:
    if person_id not in rights().wishes:
        raise errors.ErasureUnknownError
    mandates.check_not_family(by, person_id, person_id)
    return checked_reason(reason)


def _opened(person_id: str, wish: Wish) -> OpenedWish:
    try:
        words = vault.for_person(person_id).open_text(wish.sealed, _context(person_id))
    except PersonForgottenError:
        words = ""
    return OpenedWish(person_id, wish.by, wish.at, words)


def _context(person_id: str) -> str:
    return f"erasure:{person_id}"
