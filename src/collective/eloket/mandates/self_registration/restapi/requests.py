"""``@eloket-access-requests``: ask for a right, and decide on what others ask."""

from collective.eloket.errors import NotFoundError
from collective.eloket.http.named import NamedService
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.self_registration import service
from collective.eloket.mandates.self_registration.addresses import NAMES
from collective.eloket.mandates.self_registration.errors import AddressOddError
from collective.eloket.mandates.self_registration.errors import RequestFieldError
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import Kind
from typing import Any


class AccessRequestsGet(NamedService):
    """What one asked, and what waits for one as a manager; or one of them."""

    def respond(self) -> dict:
        """Return ``{own, tasks}``, or one request; recorded first.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises RequestUnknownError: there is none of that id for this person.
        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """
        session = self.require_citizen()
        if self.names:
            return self.one(session, self.only_name())
        own = service.own_requests(session.user_id)
        self.audited(subject=session.user_id, action="access_requests.list")
        return {
            "own": [item_of(request) for request in own],
            "tasks": [item_of(request) for request in self.tasks(session)],
        }

    def tasks(self, session: ICurrentSession) -> list[AccessRequest]:
        """Return what waits for a manager; nothing for a weak sign-in."""
        try:
            found = service.tasks(session)
        except OnBehalfRefusedError:
            return []
        for _manager, request in found:
            self.record(request)
        return [request for _manager, request in found]

    def one(self, session: ICurrentSession, id: str) -> dict[str, Any]:
        """Return one's own request, or a manager's task with who asks."""
        try:
            request = service.own_request(session, id)
        except service.RequestUnknownError:
            manager, request = service.get_task(session, id)
            works = service.has_work_relation(manager, request)
            self.record(request)
            return item_of(request) | {"has_work_relation": works}
        self.record(request)
        return item_of(request)

    def record(self, request: AccessRequest) -> None:
        """Record a look at what somebody asked."""
        self.audited(
            subject=request.person_id, action="access_request.view", object=request.id
        )


class AccessRequestsPost(NamedService):
    """Asks; approves, refuses or takes back what stands behind the name."""

    def respond(self) -> dict:
        """Do what the address names.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises NotFoundError: nothing is done under that name.
        :raises EloketError: see ``asking`` and ``deciding``.
        """
        session = self.require_citizen()
        match self.names:
            case []:
                return self.ask(session, self.json())
            case [id, "approve"]:
                return item_of(service.approve(session, id, self.json()))
            case [id, "refuse"]:
                return item_of(service.refuse(session, id, self.json()))
            case [id, "withdraw"]:
                service.withdraw(session, id)
                return item_of(service.own_request(session, id))
        raise NotFoundError

    def ask(self, session: ICurrentSession, sent: dict) -> dict[str, Any]:
        """Ask for a right or a work relation, with 201; the same key, the same."""
        key = self.request.getHeader("Idempotency-Key") or ""
        id = service.ask(session, wish_of(sent), kind_of(sent), sent, key)
        self.request.response.setStatus(201)
        return item_of(service.own_request(session, id))


def wish_of(sent: dict) -> service.Wish:
    """Return what the parts of an address in a body ask for.

    ``address`` has the same parts as the address of the page.

    :raises AddressError: they are not put together rightly.
    """
    said = sent.get("address")
    if not isinstance(said, dict) or not set(said) <= set(NAMES):
        raise AddressOddError
    if not all(isinstance(value, str) for value in said.values()):
        raise AddressOddError
    return service.read_parts(said, book().group_codes)


def kind_of(sent: dict) -> Kind:
    """Return what is asked for; a right unless it says otherwise.

    :raises RequestFieldError: there is no such kind.
    """
    try:
        return Kind(sent.get("kind", Kind.RIGHT))
    except ValueError:
        raise RequestFieldError("kind") from None


def item_of(request: AccessRequest) -> dict[str, Any]:
    """Return a request, for who asked and for managers. No number of a person."""
    wanted, about, decision = request.wanted, request.about, request.decision
    return {
        "id": request.id,
        "kind": str(wanted.kind),
        "state": str(request.state),
        "at": request.at.isoformat(timespec="seconds"),
        "organisation": wanted.organisation.code,
        "application": wanted.application,
        "right": wanted.right or None,
        "contexts": list(wanted.contexts),
        "name": about.name,
        "phone": about.phone,
        "email": about.email,
        "reason": about.reason,
        "decided": None
        if decision is None
        else decision.at.isoformat(timespec="seconds"),
    }
