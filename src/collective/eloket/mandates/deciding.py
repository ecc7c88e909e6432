"""What clerks decide: is it this citizen's child, and must a parent be shut out?"""

from collections.abc import Iterator
from collective.eloket.accounts.keys import number_keys
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import family
from collective.eloket.mandates import shut_outs
from collective.eloket.mandates import store
from collective.eloket.mandates.closeness import check_not_family
from collective.eloket.mandates.errors import FamilyUnknownError
from collective.eloket.mandates.errors import NotShutOutError
from collective.eloket.mandates.errors import OwnNumberError
from collective.eloket.mandates.household import mandate_id
from collective.eloket.mandates.interfaces import FamilyDecided
from collective.eloket.mandates.interfaces import MandateEnded
from collective.eloket.mandates.interfaces import ParentShutOut
from collective.eloket.mandates.model import Child
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OF_CITIZEN
from collective.eloket.mandates.model import REFUSED
from collective.eloket.mandates.model import SHUT_OUT
from collective.eloket.mandates.model import VERIFIED
from collective.eloket.mandates.model import WAITING
from collective.eloket.mandates.shut_outs import ShutOut
from collective.eloket.parameters.address_tasks import checked_reason
from dataclasses import dataclass
from datetime import date
from itertools import islice
from zope.event import notify


#: A list shows so many, the oldest first.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A child's and a parent's number, as a clerk typed them."""

    child: NationalNumber
    parent: NationalNumber

    @property
    def keys(self) -> list[str]:
        """All under which a shut-out of the two may lie now; the first is written."""
        return [
            store.pair_key(child, parent)
            for child in number_keys(self.child)
            for parent in number_keys(self.parent)
        ]

    @property
    def numbers(self) -> dict[str, str]:
        """The keyed hashes of both, to key the shut-out anew: see ``reindexing``."""
        child, parent = number_keys(self.child)[0], number_keys(self.parent)[0]
        return {"child": child, "parent": parent}


def count() -> int:
    """Return how many children wait for a clerk."""
    return len(store.tree(store.WAITING_ONES))


def every_waiting() -> Iterator[Mandate]:
    """Yield what waits, the oldest first; of people who were erased there is none."""
    found = sorted(store.tree(store.WAITING_ONES).items(), key=lambda item: item[1])
    for key, _since in found:
        person_id, _between, id = key.partition(store.BETWEEN)
        mandate = family.find_opened(person_id, id)
        if mandate is not None:
            yield mandate


def waiting() -> list[Mandate]:
    """Return the list, MOST_SHOWN at most; record before you show."""
    return list(islice(every_waiting(), MOST_SHOWN))


def get(key: object) -> Mandate:
    """Return one that waits, by ``parent~mandate``; record the view before you show it.

    :raises FamilyUnknownError: there is none; it may be decided.
    """
    person_id, _between, id = (key if isinstance(key, str) else "").partition(
        store.BETWEEN
    )
    mandate = family.find_opened(person_id, id)
    if mandate is None or mandate.state != WAITING:
        raise FamilyUnknownError
    return mandate


def decide(clerk: str, key: object, accept: bool, reason: object) -> None:
    """Let a citizen act for the child from now on, or not; the citizen is told why.

    A reason is needed for a refusal only. Who may decide is checked by the caller.
    Writes the ZODB and the audit.

    :raises FamilyUnknownError: there is none; it may be decided.
    :raises ReasonTooShortError: nothing says why it is refused.
    :raises OwnFamilyError: it is the clerk's own family.
    """
    said = "" if accept else checked_reason(reason)
    mandate = get(key)
    check_not_family(clerk, mandate.holder, numbers=(mandate.child.number,))
    action = "family.verify" if accept else "family.refuse"
    _record(clerk, mandate.holder, action, mandate.id, said)
    _set(mandate.holder, mandate.id, VERIFIED if accept else REFUSED, said)
    decision = "verified" if accept else "refused"
    notify(FamilyDecided(mandate.holder, decision, said))


def shut_out(clerk: str, pair: Pair, reason: object) -> None:
    """Let a parent act for the child no more, at once, whoever vouched for it.

    The parent need not have an account. Writes the ZODB and the audit.

    :raises ReasonTooShortError: nothing says why.
    :raises OwnNumberError: both numbers are the same.
    :raises OwnFamilyError: it is the clerk's own family.
    """
    said = checked_reason(reason)
    account = _check(clerk, pair)
    person_id = None if account is None else account.id
    key = pair.keys[0]
    _record(clerk, person_id, "family.shut_out", key, said)
    facts = {"reason": said, "clerk": clerk, "at": utcnow().isoformat()}
    store.make_trees()
    shut_outs.put(key, facts | pair.numbers)
    notify(ParentShutOut(clerk, **pair.numbers))
    if account is not None:
        account._p_changed = True  # who sends by a register's word holds the account
    _end(person_id, pair, SHUT_OUT, "shut-out", said)


def let_in(clerk: str, pair: Pair, reason: object) -> None:
    """Undo a shut-out. What the parent had registered must be verified once more.

    :raises ReasonTooShortError: nothing says why.
    :raises NotShutOutError: there is none.
    :raises OwnFamilyError: it is the clerk's own family.
    """
    said = checked_reason(reason)
    account = _check(clerk, pair)
    kept = shut_outs.kept(pair.keys)
    if not kept:
        raise NotShutOutError
    person_id = None if account is None else account.id
    _record(clerk, person_id, "family.let_in", kept[0], said)
    shut_outs.drop(kept)
    _end(person_id, pair, REFUSED, "let-in", said)


def find_shut_out(pair: Pair) -> ShutOut | None:
    """Return why this parent was shut out, or None."""
    kept = shut_outs.kept(pair.keys)
    return shut_outs.opened(kept[0]) if kept else None


def _check(clerk: str, pair: Pair):
    """Return the parent's account, or None, once it is nobody of the clerk's own."""
    if pair.child.digits == pair.parent.digits:
        raise OwnNumberError
    account = find_by_number(pair.parent)
    person_id = None if account is None else account.id
    check_not_family(clerk, person_id, numbers=(pair.child, pair.parent))
    return account


def _end(
    person_id: str | None, pair: Pair, state: str, decision: str, reason: str
) -> None:
    """Change what the parent registered, if anything, and tell."""
    if person_id is None:
        return
    child = Child(pair.child, "", "", date.min)
    id = mandate_id(OF_CITIZEN, person_id, child)
    if store.find(person_id, id) is not None:
        _set(person_id, id, state, reason)
    notify(FamilyDecided(person_id, decision, reason))


def _set(person_id: str, id: str, state: str, reason: str) -> None:
    kept = store.find(person_id, id)
    child = family.opened(person_id, id, kept).child
    kept.state = state
    kept.sealed = family.seal(person_id, id, child, utcnow(), reason)
    store.tree(store.WAITING_ONES).pop(store.key_of(person_id, id), None)
    if state != VERIFIED:
        notify(MandateEnded(person_id, id, state))


def _record(
    clerk: str, person_id: str | None, action: str, what: str, reason: str
) -> None:
    details = {"reason": reason} if reason else None
    audit.attempt(
        AuditEntry(clerk, "clerk", person_id, action, object=what, details=details)
    )
