"""Whom one citizen may act for."""

from collections.abc import Iterator
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import store
from collective.eloket.mandates.handover import exported
from collective.eloket.vault.interfaces import IPersonData
from typing import Any
from zope.interface import implementer


@implementer(IPersonData)
class MandatesOfPerson:
    """See IPersonData.

    That a parent is shut out protects a child and names nobody: it stays.
    """

    order = 50
    stores = tuple(f"zodb {name}" for name in store.TREES)

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; a child is registered by who proved a number."""
        has_any = any(True for _one in store.of_person(person_id))
        return AssuranceLevel.SUBSTANTIAL if has_any else AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData."""
        for id, kept in store.of_person(person_id):
            yield f"family-{id}.json", exported(person_id, id, kept)

    def erase(self, person_id: str) -> None:
        """See IPersonData: nobody is acted for any more."""
        for id in [id for id, _kept in store.of_person(person_id)]:
            store.remove(person_id, id)
