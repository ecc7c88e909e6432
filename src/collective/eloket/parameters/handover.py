"""What the parameters hand over, and erase, when the e-loket leaves."""

from collections.abc import Iterator
from collective.eloket.interfaces import IRoomData
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import lookups
from collective.eloket.parameters import store
from collective.eloket.vault.errors import PersonForgottenError
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomData)
class ParametersData:
    """See IRoomData."""

    order = 30

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return len(store.records()) + address_tasks.count()

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData."""
        yield from store.records()

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData; each value with who vouches for it, and since when."""
        for person_id in store.records():
            yield f"persons/{person_id}/parameters.json", exported(person_id)
        for task in address_tasks.every():
            path = f"persons/{task.person_id}/address-{task.id[:16]}.json"
            yield path, task.reading.to_json()

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData; what people are found by goes with it."""
        IAnnotations(site)[store.ANNOTATION] = store.PersonRecords()
        IAnnotations(site)[lookups.ANNOTATION] = lookups.PersonLookups()
        IAnnotations(site)[address_tasks.ANNOTATION] = address_tasks.AddressTasks()


def exported(person_id: str) -> dict[str, Any]:
    """Return all that is known of a person; nothing of who was erased before."""
    try:
        values = store.read(person_id)
    except PersonForgottenError:
        return {"erased": True}
    return {
        name: {
            "value": value.value,
            "source": value.source,
            "level": value.level.label,
            "at": value.at.isoformat(),
        }
        for name, value in values.items()
    }
