"""What is known of one citizen, and what waits for a clerk about them."""

from collections.abc import Iterator
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import lookups
from collective.eloket.parameters import service
from collective.eloket.parameters import store
from collective.eloket.parameters.handover import exported
from collective.eloket.vault.interfaces import IPersonData
from typing import Any
from zope.interface import implementer


@implementer(IPersonData)
class ParametersOfPerson:
    """See IPersonData; preferences are among the values."""

    order = 30
    stores = (
        f"zodb {store.ANNOTATION}",
        f"zodb {lookups.ANNOTATION}",
        f"zodb {address_tasks.ANNOTATION}",
    )

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData."""
        values = store.read(person_id).values()
        return max((value.level for value in values), default=AssuranceLevel.NONE)

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData; each value with who vouches for it, and since when."""
        yield "parameters.json", exported(person_id)
        own = [one for one in address_tasks.every() if one.person_id == person_id]
        for number, task in enumerate(own):
            yield f"address-{number}.json", task.reading.to_json()

    def erase(self, person_id: str) -> None:
        """See IPersonData; nobody finds the person by it any more."""
        service.forget(person_id)
