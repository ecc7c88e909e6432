"""What clerks decide: is it this citizen's child, and must a parent be shut out?"""

from collections.abc import Iterator
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.registry import take_turns
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.mandates import family
from collective.eloket.mandates import shut_outs
from collective.eloket.mandates import store
from collective.eloket.mandates.closeness import check_not_family
from collective.eloket.mandates.closeness import is_family
from collective.eloket.mandates.errors import FamilyUnknownError
from collective.eloket.mandates.errors import NotShutOutError
from collective.eloket.mandates.errors import OwnNumberError
from collective.eloket.mandates.errors import ParentStillOutError
from collective.eloket.mandates.household import child_keys
from collective.eloket.mandates.household import is_shut_out
from collective.eloket.mandates.household import keys_of
from collective.eloket.mandates.household import shut_outs_of
from collective.eloket.mandates.household import with_todays
from collective.eloket.mandates.interfaces import FamilyDecided
from collective.eloket.mandates.interfaces import MandateEnded
from collective.eloket.mandates.interfaces import ParentShutOut
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import REFUSED
from collective.eloket.mandates.model import SHUT_OUT
from collective.eloket.mandates.model import VERIFIED
from collective.eloket.mandates.model import WAITING
from collective.eloket.mandates.pairs import Pair
from collective.eloket.mandates.shut_outs import ShutOut
from collective.eloket.parameters.address_tasks import checked_reason
from itertools import islice
from zope.event import notify


#: A list shows so many, the oldest first.
MOST_SHOWN = 50


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


def waiting(clerk: str | None = None) -> list[Mandate]:
    """Return the list, MOST_SHOWN at most; record before you show.

    ``clerk``: who looks; without their own family, and what cannot be told to be other
    people's.
    """
    found = (one for one in every_waiting() if not _is_family(clerk, one))
    return list(islice(found, MOST_SHOWN))


def get(key: object, clerk: str | None = None) -> Mandate:
    """Return one that waits, by ``parent~mandate``; record the view before you show it.

    ``clerk``: who looks.

    :raises FamilyUnknownError: there is none; it may be decided.
    :raises OwnFamilyError: it is the clerk's own family.
    :raises HouseholdSilentError: the register cannot tell now.
    """
    person_id, _between, id = (key if isinstance(key, str) else "").partition(
        store.BETWEEN
    )
    mandate = family.find_opened(person_id, id)
    if mandate is None or mandate.state != WAITING:
        raise FamilyUnknownError
    check_not_family(clerk, mandate.holder, numbers=(mandate.child.number,))
    return mandate


def decide(clerk: str, key: object, accept: bool, reason: object) -> None:
    """Let a citizen act for the child from now on, or not; the citizen is told why.

    A reason is needed for a refusal only. Who may decide is checked by the caller.
    Writes the ZODB and the audit.

    :raises FamilyUnknownError: there is none; it may be decided.
    :raises ReasonTooShortError: nothing says why it is refused.
    :raises OwnFamilyError: it is the clerk's own family.
    :raises ParentStillOutError: this parent was shut out from the child.
    """
    said = "" if accept else checked_reason(reason)
    mandate = get(key, clerk)
    take_turns(mandate.holder)
    if accept and is_shut_out(mandate.holder, mandate.child.number):
        raise ParentStillOutError
    action = "family.verify" if accept else "family.refuse"
    _record(clerk, mandate.holder, action, mandate.id, said)
    _set(mandate.holder, mandate.id, VERIFIED if accept else REFUSED, said)
    decision = "verified" if accept else "refused"
    notify(FamilyDecided(mandate.holder, decision, said))


def shut_out(clerk: str, pair: Pair, reason: object) -> int:
    """Let a parent act for the child no more, at once, whoever vouched for it.

    Returns how many registrations of the child by this parent ended so: none tells that
    they may have another number here. The parent need not have an account. Writes the
    ZODB and the audit.

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
        # who sends by a register's word holds the account
        take_turns(account.id)
    return _end(person_id, pair, SHUT_OUT, "shut-out", said)


def let_in(clerk: str, pair: Pair, reason: object) -> int:
    """Undo a shut-out. What the parent had registered must be verified once more.

    Also one by another number that an account knows. Returns how many registrations
    there are.

    :raises ReasonTooShortError: nothing says why.
    :raises NotShutOutError: there is none.
    :raises OwnFamilyError: it is the clerk's own family.
    """
    said = checked_reason(reason)
    account = _check(clerk, pair)
    person_id = None if account is None else account.id
    others = shut_outs_of(person_id, pair.child)
    kept = dict.fromkeys([*shut_outs.kept(pair.keys), *others])
    if not kept:
        raise NotShutOutError
    _record(clerk, person_id, "family.let_in", next(iter(kept)), said)
    shut_outs.drop(kept)
    return _end(person_id, pair, REFUSED, "let-in", said)


def end_shut_outs(user_id: str) -> None:
    """End what a shut-out reaches since an account knows one more number; tell why.

    Its person may be the child or the parent. Writes the ZODB and the audit.
    """
    parents = [
        holder
        for child_key in with_todays(keys_of(user_id))
        for holder in store.holders_of(child_key)
    ]
    for person_id in dict.fromkeys([user_id, *parents]):
        for mandate in family.own(person_id):
            found = shut_outs_of(person_id, mandate.child.number)
            if found and mandate.state in (WAITING, VERIFIED):
                said = shut_outs.opened(found[0]).reason
                _record("worker", person_id, "family.shut_out", mandate.id, said)
                _set(person_id, mandate.id, SHUT_OUT, said)
                notify(FamilyDecided(person_id, "shut-out", said))


def find_shut_out(pair: Pair) -> ShutOut | None:
    """Return why this parent was shut out, or None."""
    kept = shut_outs.kept(pair.keys)
    return shut_outs.opened(kept[0]) if kept else None


def _is_family(clerk: str | None, mandate: Mandate) -> bool:
    return is_family(clerk, mandate.holder, numbers=(mandate.child.number,))


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
) -> int:
    """Change what the parent registered, if anything, and tell; return how many."""
    if person_id is None:
        return 0
    keys = child_keys(pair.child)
    own = store.of_person(person_id)
    found = [id for id, kept in own if kept.child_key in keys]
    for id in found:
        _set(person_id, id, state, reason)
    notify(FamilyDecided(person_id, decision, reason))
    return len(found)


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
    role = "worker" if clerk == "worker" else "clerk"
    audit.attempt(
        AuditEntry(clerk, role, person_id, action, object=what, details=details)
    )
