"""``GET @eloket-mandates``: for whom who is signed in may act."""

from collective.eloket.clock import utcnow
from collective.eloket.http.service import EloketService
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.mandates import service
from collective.eloket.mandates.model import CHILD
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from datetime import date
from typing import Any


class MandatesGet(EloketService):
    """One's own mandates, whatever became of them."""

    def respond(self) -> dict:
        """Return ``{items}``; none in a session that is too weak to act for others.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises HouseholdSilentError: the register cannot tell now.
        """
        session = self.require_citizen()
        self.audited(subject=session.user_id, action="mandates.list")
        if session.level < LEAST_LEVEL:
            return {"items": []}
        today = belgian_day(utcnow())
        found = service.all_mandates(session.user_id)
        return {"items": [item_of(mandate, today) for mandate in found]}


def item_of(mandate: Mandate, today: date) -> dict[str, Any]:
    """Return a mandate; its ``id`` is what ``on_behalf_of`` takes. No number."""
    return {
        "id": mandate.id,
        "kind": CHILD,
        "capacity": mandate.capacity,
        "name": mandate.child.name,
        "birth_date": mandate.child.birth_date.isoformat(),
        "state": mandate.state,
        "active": mandate.is_live(today),
        "source": mandate.source,
    }
