"""``@eloket-organisations``: managers give rights and take them away."""

from collective.eloket.errors import NotFoundError
from collective.eloket.http.named import NamedService
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import managing
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import typed
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.managing import Manager
from collective.eloket.mandates.enterprises.restapi.shown import member_of
from collective.eloket.mandates.enterprises.restapi.shown import organisation_of
from collective.eloket.mandates.enterprises.restapi.shown import rights_of
from typing import Any


class OrganisationService(NamedService):
    """Base: who asks, as manager of the organisation that the address names."""

    largest_body_bytes = 50_000

    def manager(self, number: str) -> Manager:
        """Return who is signed in as manager there.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises InvalidOrganisationNumberError: it is no number.
        :raises NotManagerError: they do not manage that organisation.
        """
        session = self.require_citizen()
        return managing.get_manager(session, OrganisationNumber.parse(number))


class OrganisationsGet(OrganisationService):
    """The organisations that one manages, or one of them with its people."""

    def respond(self) -> dict:
        """Return the list, or one; recorded first.

        :raises EloketError: see ``manager``.
        """
        session = self.require_citizen()
        if self.names:
            return self.one(self.only_name())
        self.audited(subject=session.user_id, action="organisations.list")
        found = managing.managed_by(session)
        return {"items": [organisation_of(manager) for manager in found]}

    def one(self, number: str) -> dict:
        """Return an organisation, some of its people, and what one may give there."""
        manager = self.manager(number)
        after = self.request.form.get("after", "")
        listed = members.members(manager, after if isinstance(after, str) else "")
        self.audited(subject=None, action="organisation.view", object=manager.code)
        is_whole = len(listed) < members.MOST_SHOWN
        day = today()
        return {
            **organisation_of(manager),
            "rights": rights_of(manager),
            "members": [member_of(member, day) for member in listed],
            "after": None if is_whole else listed[-1].id,
        }


class OrganisationsPost(OrganisationService):
    """Gives rights, takes several away, looks somebody up, takes a role over."""

    def respond(self) -> dict:
        """Do what stands behind the number of the organisation.

        :raises NotFoundError: nothing is done under that name.
        :raises EloketError: see ``giving`` and ``members``.
        """
        self.require_citizen()
        acts = {
            "rights": self.give,
            "revoke": self.revoke,
            "search": self.search,
            "take-over": self.take_over,
        }
        match self.names:
            case [number, act] if act in acts:
                return acts[act](self.manager(number), self.json())
        raise NotFoundError

    def give(self, manager: Manager, sent: dict) -> dict[str, Any]:
        """Give a right to one or more persons; the answer tells nothing of them."""
        given = giving.give(manager, typed.read_grant(sent, today()))
        self.request.response.setStatus(201)
        suggested = managing.needs_backup(manager.organisation)
        return {"holdings": given, "needs_backup": suggested}

    def revoke(self, manager: Manager, sent: dict) -> dict[str, Any]:
        """Take several rights away, all or none."""
        holdings = typed.read_holdings(sent)
        giving.take(manager, holdings, typed.read_reason(sent))
        return {"revoked": len(holdings)}

    def search(self, manager: Manager, sent: dict) -> dict[str, Any]:
        """Return whoever of the organisation has a national number."""
        person = typed.read_person(sent)
        found = members.find_member(manager, person.number)
        self.audited(subject=None, action="organisation.view", object=manager.code)
        return member_of(found, today())

    def take_over(self, manager: Manager, sent: dict) -> dict[str, Any]:
        """Let somebody take the place of a former manager."""
        former = typed.read_person({"number": sent.get("former")})
        person = typed.read_person(sent.get("person"))
        giving.take_over(manager, former.number, person)
        return organisation_of(manager)


class OrganisationsDelete(OrganisationService):
    """Takes one right away."""

    def respond(self) -> None:
        """Answer with status 204.

        :raises HoldingUnknownError: it is not there, or was taken away.
        """
        self.require_citizen()
        match self.names:
            case [number, "rights", holding]:
                named = typed.read_holdings({"holdings": [holding]})
                giving.take(self.manager(number), named)
                self.request.response.setStatus(204)
                return
        raise NotFoundError
