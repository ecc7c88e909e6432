"""``@eloket-mandates``: for whom who is signed in may act; a child is registered."""

from collective.eloket.clock import utcnow
from collective.eloket.http.named import NamedService
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.mandates import family
from collective.eloket.mandates import service
from collective.eloket.mandates.enterprises.choosing import Choice
from collective.eloket.mandates.enterprises.choosing import choices
from collective.eloket.mandates.model import CHILD
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OrganisationMandate
from datetime import date
from typing import Any


class MandatesGet(NamedService):
    """One's own mandates for children, and the organisations that one may act for."""

    def respond(self) -> dict:
        """Return ``{items}``; none in a session that is too weak to act for others.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises HouseholdSilentError: the register cannot tell now.
        :raises EnterpriseRegisterSilentError: that of enterprises cannot.
        """
        session = self.require_citizen()
        self.check_no_name()
        self.audited(subject=session.user_id, action="mandates.list")
        if session.level < LEAST_LEVEL:
            return {"items": []}
        today = belgian_day(utcnow())
        children = [
            item_of(mandate, today) for mandate in service.all_mandates(session.user_id)
        ]
        return {"items": [*children, *map(organisation_item, choices(session))]}


class MandatesPost(NamedService):
    """Registers a child of who is signed in; a clerk looks at it before it holds."""

    largest_body_bytes = 20_000

    def respond(self) -> dict:
        """Return the mandate that waits, with status 201.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises EloketError: see ``family.add``.
        """
        session = self.require_citizen()
        self.check_no_name()
        id = family.add(session, self.json())
        mandate = family.find_opened(session.user_id, id)
        self.request.response.setStatus(201)
        return item_of(mandate, belgian_day(utcnow()))


class MandatesDelete(NamedService):
    """Takes a child back that waits or was refused."""

    def respond(self) -> None:
        """Answer with status 204.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises FamilyUnknownError: there is none, or a clerk verified it.
        """
        session = self.require_citizen()
        family.take_back(session, self.only_name())
        self.request.response.setStatus(204)


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


def organisation_item(choice: Choice) -> dict[str, Any]:
    """Return an organisation, and the rights that one holds for it now.

    Its ``id`` is what ``on_behalf_of`` takes.
    """
    organisation = choice.organisation
    mandate = OrganisationMandate(organisation.number, organisation.name)
    return {
        "id": mandate.id,
        "kind": mandate.kind,
        "capacity": mandate.capacity,
        "number": organisation.number.code,
        "name": organisation.name,
        "group": organisation.group,
        "represents": choice.represents,
        "stated": choice.stated,
        "rights": [
            {
                "right": one.right,
                "contexts": list(one.contexts),
                "end": None if one.end is None else one.end.isoformat(),
            }
            for one in choice.held
        ],
    }
