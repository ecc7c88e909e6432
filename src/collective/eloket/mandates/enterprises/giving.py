"""Rights are given and taken away, by managers of an organisation; all are audited."""

from collections.abc import Sequence
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import HoldingKnownError
from collective.eloket.mandates.enterprises.errors import HoldingsFullError
from collective.eloket.mandates.enterprises.errors import HoldingUnknownError
from collective.eloket.mandates.enterprises.errors import ManagerEmailNeededError
from collective.eloket.mandates.enterprises.errors import MemberUnknownError
from collective.eloket.mandates.enterprises.errors import RightOtherGroupError
from collective.eloket.mandates.enterprises.errors import WorkRelationNeededError
from collective.eloket.mandates.enterprises.interfaces import HoldingTaken
from collective.eloket.mandates.enterprises.managing import Manager
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.recording import record
from collective.eloket.mandates.enterprises.relations import Note
from collective.eloket.mandates.enterprises.relations import WorkRelation
from collective.eloket.mandates.enterprises.rules import check_may_give
from collective.eloket.mandates.enterprises.rules import check_may_take
from collective.eloket.mandates.enterprises.rules import REACHED
from collective.eloket.mandates.enterprises.rules import ROLES
from collective.eloket.mandates.enterprises.typed import Grant
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.mandates.enterprises.typed import Person
from collective.eloket.mandates.rights.builtin import HEAD_LOCAL_MANAGER
from collective.eloket.mandates.rights.builtin import MAIN_ACCESS_MANAGER
from collective.eloket.mandates.rights.service import check_contexts
from collective.eloket.mandates.rights.service import get_right
from dataclasses import replace
from zope.event import notify

import secrets


#: More rights of one person in one organisation than anybody has.
MOST_HELD = 200


def give(manager: Manager, grant: Grant) -> list[str]:
    """Give a right to each of these persons; return ``member.holding`` of each.

    The answer is the same whether a person ever signed in here or not: then the right
    waits for that number. Who does not work there yet does so from the same day on.
    Writes the ZODB and the audit.

    :raises EloketError: one may not be given it, and then nobody is; see ``errors``.
    """
    right = get_right(grant.right)
    check_contexts(right, grant.contexts)
    if manager.organisation.group not in right.groups:
        raise RightOtherGroupError
    return [_give_to(manager, grant, person) for person in grant.persons]


def take(
    manager: Manager, holdings: Sequence[tuple[str, str]], reason: str = ""
) -> None:
    """Take rights away, each named by member and holding; they end at once.

    :raises HoldingUnknownError: one is not there, or was taken away; none is then.
    :raises RightNotYoursToGiveError: only a higher manager takes it away.
    """
    for member, id in holdings:
        _take_from(manager, member, id, reason)


def take_over(manager: Manager, former: NationalNumber, person: Person) -> None:
    """Let a new manager take the place of a former one.

    ``person``, mostly ``manager`` themselves, gets *Hoofd lokale beheerder*; the former
    one loses what made them a manager (seed 003, 36).

    :raises MemberUnknownError: the former one does not work there.
    :raises EloketError: see ``give`` and ``take``.
    """
    code, key = manager.code, number_key(former)
    member = store.member_of(code, key)
    if store.find_relation(code, member) is None:
        raise MemberUnknownError
    ends = {HEAD_LOCAL_MANAGER, MAIN_ACCESS_MANAGER}
    for one in store.find_held(key, code):
        if one.right in ends and not one.revoked:
            _take_from(manager, member, one.id, "")
    give(manager, Grant((person,), HEAD_LOCAL_MANAGER, Period(today())))


def check_not_higher(manager: Manager, key: str) -> None:
    """Check that nobody changes where a higher manager is reached.

    :raises RightNotYoursToGiveError: whoever has that number is one.
    """
    if key in manager.account.numbers:
        return
    for one in store.find_held(key, manager.code):
        if one.right in ROLES and one.holds(today()):
            check_may_take(manager.role, one.right)


def _give_to(manager: Manager, grant: Grant, person: Person) -> str:
    key = number_key(person.number)
    check_may_give(manager.role, grant.right, key in manager.account.numbers)
    made = Holding(
        id=secrets.token_urlsafe(9),
        right=grant.right,
        contexts=tuple(sorted(set(grant.contexts))),
        begin=grant.period.begin,
        end=grant.period.end,
    )
    before = store.find_held(key, manager.code)
    _check_room(before, made)
    relation = _relation_with(manager, key, person, made)
    note = Note(manager.account.id, utcnow(), grant.reason)
    relation = replace(relation, given=relation.given | {made.id: note})
    record(manager, "right.give", key, grant.right, grant.reason)
    relations.keep(manager.code, key, relation)
    store.keep_held(key, manager.code, (*before, made))
    member = store.member_of(manager.code, key)
    if made.right in ROLES:
        store.note_manager(manager.code, member)
    return f"{member}.{made.id}"


def _check_room(before: Sequence[Holding], made: Holding) -> None:
    """Check that somebody may hold one more.

    :raises HoldingKnownError: it is held already.
    :raises HoldingsFullError: there are too many.
    """
    if len(before) >= MOST_HELD:
        raise HoldingsFullError
    if any(one.meets(made) for one in before):
        raise HoldingKnownError


def _relation_with(
    manager: Manager, key: str, person: Person, made: Holding
) -> WorkRelation:
    """Return the work relation, with what was said of the person now.

    :raises WorkRelationNeededError: there is none, and no name to set it up with.
    :raises ManagerEmailNeededError: who handles requests cannot be reached.
    :raises RightNotYoursToGiveError: it would change what is kept of a higher manager.
    """
    known = relations.find(manager.code, key)
    if known is None and not person.is_named:
        raise WorkRelationNeededError
    relation = known or WorkRelation("", "", begin=made.begin)
    if relation.end is not None:
        relation = replace(relation, begin=made.begin, end=None)
    relation = replace(relation, begin=min(relation.begin, made.begin))
    said = {
        name: getattr(person, name)
        for name in ("given_names", "family_name", "email", "phone")
        if getattr(person, name)
    }
    before, relation = relation, replace(relation, **said)
    if relation != before:
        check_not_higher(manager, key)
    if made.right in REACHED and not relation.email:
        raise ManagerEmailNeededError
    return relation


def _take_from(manager: Manager, member: str, id: str, reason: str) -> None:
    code = manager.code
    try:
        key, relation = relations.get(code, member)
    except MemberUnknownError:
        raise HoldingUnknownError from None
    held = store.find_held(key, code)
    found = next((one for one in held if one.id == id and not one.revoked), None)
    if found is None:
        raise HoldingUnknownError
    if key not in manager.account.numbers:
        check_may_take(manager.role, found.right)
    record(manager, "right.take", key, found.right, reason)
    note = Note(manager.account.id, utcnow(), reason)
    relations.keep(code, key, replace(relation, taken=relation.taken | {id: note}))
    store.keep_held(
        key, code, [replace(one, revoked=True) if one is found else one for one in held]
    )
    _touch(key)
    notify(HoldingTaken(code, key, id))


def _touch(key: str) -> None:
    """Let what somebody sends by the right now fail: see ``check_may_do``, hold."""
    citizens = citizen_store()
    account = citizens.account(citizens.by_number.get(key))
    if account is not None:
        account._p_changed = True
