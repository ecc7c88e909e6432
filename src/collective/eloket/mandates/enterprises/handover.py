"""What is handed over of rights for organisations, and erased: of all, or of one."""

from collections.abc import Iterator
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IRoomData
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.household import keys_of
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.interfaces import IPersonData
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomData)
class EnterprisesData:
    """See IRoomData."""

    order = 51

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return len(store.tree(store.RELATIONS))

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData: whoever works somewhere has a key of their own for it."""
        for kept in store.tree(store.RELATIONS).values():
            yield store.holder_of(kept.number_key)

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        for key, kept in store.tree(store.RELATIONS).items():
            organisation, _between, member = key.partition(store.BETWEEN)
            path = f"organisations/{organisation}/{member}.json"
            yield path, exported(organisation, kept)

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        for name, made in store.TREES.items():
            IAnnotations(site)[name] = made()


@implementer(IPersonData)
class EnterprisesOfPerson:
    """See IPersonData.

    By every number of the person: what was given to somebody unknown is theirs since
    they signed in.
    """

    order = 51
    stores = tuple(f"zodb {name}" for name in store.TREES)

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; a number is proven by a sure sign-in only."""
        has_any = any(True for _one in _all_of(person_id))
        return AssuranceLevel.SUBSTANTIAL if has_any else AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData."""
        for number, (key, organisation) in enumerate(_all_of(person_id)):
            member = store.member_of(organisation, key)
            kept = store.find_relation(organisation, member)
            path = f"organisation-{organisation}-{number}.json"
            yield path, exported(organisation, kept)

    def erase(self, person_id: str) -> None:
        """See IPersonData: they act for no organisation any more."""
        for key, organisation in list(_all_of(person_id)):
            store.remove(key, organisation)
        for key in keys_of(person_id):
            after_commit(vault.forget_person, store.holder_of(key))


def exported(organisation: str, kept: store.KeptRelation) -> dict[str, Any]:
    """Return a work relation; words of who was erased are gone. Givers are ids."""
    held = store.find_held(kept.number_key, organisation)
    facts = {"organisation": organisation, "rights": [_right(one) for one in held]}
    try:
        relation = relations.opened(organisation, kept)
    except PersonForgottenError:
        return facts | {"erased": True}
    reasons = {id: note.reason for id, note in relation.given.items()}
    for right in facts["rights"]:
        right["reason"] = reasons.get(right["id"], "")
    return facts | {
        "given_names": relation.given_names,
        "family_name": relation.family_name,
        "email": relation.email,
        "phone": relation.phone,
        "begin": relation.begin.isoformat(),
        "end": None if relation.end is None else relation.end.isoformat(),
    }


def _right(one: Holding) -> dict[str, Any]:
    return {
        "id": one.id,
        "right": one.right,
        "contexts": list(one.contexts),
        "begin": one.begin.isoformat(),
        "end": None if one.end is None else one.end.isoformat(),
        "revoked": one.revoked,
    }


def _all_of(person_id: str) -> Iterator[tuple[str, str]]:
    """Yield keyed number and organisation of all for whom a citizen works."""
    for key in sorted(keys_of(person_id)):
        for organisation, _held in store.held_by(key):
            yield key, organisation
