"""What is handed over of requests for rights, and erased: of all, or of one person."""

from collections.abc import Iterator
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IRoomData
from collective.eloket.mandates.self_registration import sealing
from collective.eloket.mandates.self_registration import store
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.interfaces import IPersonData
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomData)
class SelfRegistrationData:
    """See IRoomData."""

    order = 52

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return len(store.tree(store.REQUESTS))

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData."""
        for kept in store.tree(store.REQUESTS).values():
            yield kept.person_id

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        for id, kept in store.tree(store.REQUESTS).items():
            yield f"access-requests/{id}.json", exported(id, kept)

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        for name, made in store.TREES.items():
            IAnnotations(site)[name] = made()


@implementer(IPersonData)
class SelfRegistrationOfPerson:
    """See IPersonData."""

    order = 52
    stores = tuple(f"zodb {name}" for name in store.TREES)

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; only a sure sign-in asks for a right."""
        has_any = any(True for _one in store.of_person(person_id))
        return AssuranceLevel.SUBSTANTIAL if has_any else AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData."""
        for id, kept in store.of_person(person_id):
            yield f"access-request-{id}.json", exported(id, kept)

    def erase(self, person_id: str) -> None:
        """See IPersonData: nobody decides on them any more."""
        for id in [id for id, _kept in store.of_person(person_id)]:
            store.remove(id)


def exported(id: str, kept: store.KeptRequest) -> dict[str, Any]:
    """Return a request; words of who was erased are gone. Managers are ids."""
    facts = {"id": id, "organisation": kept.organisation, "state": kept.state}
    try:
        request = sealing.opened(id, kept)
    except PersonForgottenError:
        return facts | {"erased": True}
    return facts | sealing.written(request)
