"""People of an organisation, as its managers see them: look up, compare, let go."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import ManagerEmailNeededError
from collective.eloket.mandates.enterprises.errors import MemberKnownError
from collective.eloket.mandates.enterprises.errors import MemberUnknownError
from collective.eloket.mandates.enterprises.errors import WorkRelationNeededError
from collective.eloket.mandates.enterprises.interfaces import WorkEnded
from collective.eloket.mandates.enterprises.managing import Manager
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.recording import record
from collective.eloket.mandates.enterprises.relations import WorkRelation
from collective.eloket.mandates.enterprises.rules import REACHED
from collective.eloket.mandates.enterprises.typed import Person
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from itertools import islice
from zope.event import notify


#: A list shows so many at a time.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for an organisation, and what they hold there.

    ``id`` names them within this organisation only.
    """

    id: str
    relation: WorkRelation = field(repr=False)
    held: tuple[Holding, ...]


def members(manager: Manager, after: str = "") -> list[Member]:
    """Return people of the organisation, MOST_SHOWN behind ``after``; record first.

    In an order that says nothing: names are sealed.
    """
    found = islice(store.relations_of(manager.code, after), MOST_SHOWN)
    return [_member(manager.code, id, kept) for id, kept in found]


def get_member(manager: Manager, id: object) -> Member:
    """Return one of the people of the organisation; record the view before it is shown.

    :raises MemberUnknownError: nobody of that id works there.
    """
    kept = store.find_relation(manager.code, id) if isinstance(id, str) else None
    if kept is None:
        raise MemberUnknownError
    return _member(manager.code, id, kept)


def find_member(manager: Manager, number: NationalNumber) -> Member:
    """Return whoever has that national number, of those who work there.

    :raises MemberUnknownError: nobody does; the same whether they are known elsewhere.
    """
    return get_member(manager, store.member_of(manager.code, number_key(number)))


def find_working(manager: Manager, number: NationalNumber) -> str | None:
    """Return the member of that number who works there now, or None."""
    key = number_key(number)
    relation = relations.find(manager.code, key)
    if relation is None or (relation.end is not None and relation.end < today()):
        return None
    return store.member_of(manager.code, key)


def add(manager: Manager, person: Person, begin: date) -> str:
    """Let somebody work there from a day on, without any right; return the member.

    Writes the ZODB and the audit.

    :raises MemberKnownError: whoever has that number works there already.
    :raises WorkRelationNeededError: there is no whole name.
    """
    if find_working(manager, person.number) is not None:
        raise MemberKnownError
    if not person.is_named:
        raise WorkRelationNeededError
    key = number_key(person.number)
    before = relations.find(manager.code, key) or WorkRelation("", "")
    relation = replace(
        before,
        given_names=person.given_names,
        family_name=person.family_name,
        email=person.email,
        phone=person.phone,
        begin=begin,
        end=None,
    )
    _write(manager, key, "work_relation.make", relation)
    return store.member_of(manager.code, key)


def compared(persons: list[Member]) -> list[tuple[str, list[bool]]]:
    """Return each right that one of them has today, and who has it, in their order."""
    day = today()
    live = [{one.right for one in each.held if one.holds(day)} for each in persons]
    rights = sorted(set().union(*live))
    return [(right, [right in has for has in live]) for right in rights]


def change(manager: Manager, id: str, person: Person) -> None:
    """Change what is kept of somebody who works there: names, e-mail, phone.

    What is empty goes, but for the names. Writes the ZODB and the audit.

    :raises MemberUnknownError: nobody of that id works there.
    :raises ManagerEmailNeededError: they handle requests, and must be reached.
    :raises RightNotYoursToGiveError: they are a higher manager.
    """
    member = get_member(manager, id)
    giving.check_not_higher(manager, relations.get(manager.code, id)[0])
    is_reached = any(one.right in REACHED and one.holds(today()) for one in member.held)
    if is_reached and not person.email:
        raise ManagerEmailNeededError
    relation = replace(
        member.relation,
        given_names=person.given_names or member.relation.given_names,
        family_name=person.family_name or member.relation.family_name,
        email=person.email,
        phone=person.phone,
    )
    _keep(manager, id, "work_relation.change", relation)


def let_go(manager: Manager, id: str, reason: str = "") -> None:
    """End a work relation today, and take away all that is held by it.

    :raises MemberUnknownError: nobody of that id works there.
    :raises RightNotYoursToGiveError: only a higher manager takes one of the rights.
    """
    member = get_member(manager, id)
    left = [(id, one.id) for one in member.held if not one.revoked]
    giving.take(manager, left, reason)
    after = get_member(manager, id).relation
    _keep(manager, id, "work_relation.end", replace(after, end=today()))
    key, _relation = relations.get(manager.code, id)
    notify(WorkEnded(manager.code, key, today()))


def _keep(manager: Manager, id: str, action: str, relation: WorkRelation) -> None:
    key, _before = relations.get(manager.code, id)
    _write(manager, key, action, relation)


def _write(manager: Manager, key: str, action: str, relation: WorkRelation) -> None:
    record(manager, action, key)
    relations.keep(manager.code, key, relation)


def _member(organisation: str, id: str, kept: store.KeptRelation) -> Member:
    relation = relations.opened(organisation, kept)
    return Member(id, relation, store.find_held(kept.number_key, organisation))
