"""*Mijn taken*: what waits for a manager, what one asked, and where to go on."""

from collective.eloket import _
from collective.eloket.http.dates import local_time
from collective.eloket.mandates.browser.mine.part import Part
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.self_registration import service
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.words import STATES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


#: What of a work relation is asked, in the place of the name of a right.
WORK_RELATION = _("work_relation", default="Work relation")


#: Where managers go on: names below this page, title, what it is (seed 002 and 003).
TILES: tuple[tuple[tuple[str, ...], Message, Message], ...] = (
    (
        ("geven",),
        _("tile_give", default="Give a new right"),
        _(
            "tile_give_text",
            default="Quickly give a right to one or more persons, for an organisation.",
        ),
    ),
    (
        ("organisaties",),
        _("tile_organisations", default="Show organisations"),
        _(
            "tile_organisations_text",
            default="The organisations whose rights you manage, with their people.",
        ),
    ),
    (
        ("opzoeken",),
        _("tile_look_up", default="Look up what somebody has"),
        _(
            "tile_look_up_text",
            default="By national number; take rights away, or change what is kept.",
        ),
    ),
    (
        ("beheerders",),
        _("tile_managers", default="Who manages an organisation?"),
        _(
            "tile_managers_text",
            default="Whether there is a manager with an e-mail address, and else what "
            "to do.",
        ),
    ),
)


class Overview(Part):
    """The first page of *Mijn volmachten*."""

    template = ViewPageTemplateFile("templates/overview.pt")
    is_too_weak = False

    def respond(self) -> str:
        """Show it; each request that a manager sees is recorded first.

        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """
        session = self.who()
        self.audited(subject=session.user_id, action="access_requests.list")
        for task in self.tasks:
            self.audited(
                subject=task["person"], action="access_request.view", object=task["id"]
            )
        return self.template()

    @cached_property
    def tasks(self) -> list[dict[str, Any]]:
        """What waits for who is signed in, as manager; nothing for a weak sign-in."""
        try:
            found = service.tasks(self.session)
        except OnBehalfRefusedError:
            self.is_too_weak = True
            return []
        return [
            self.row(request) | {"where": manager.organisation.name}
            for manager, request in found
        ]

    @cached_property
    def own(self) -> list[dict[str, Any]]:
        """What who is signed in asked."""
        return [self.row(one) for one in service.own_requests(self.session.user_id)]

    @cached_property
    def organisations(self) -> list[str]:
        """The names of what one manages; none for a weak sign-in."""
        if self.is_too_weak:
            return []
        found = enterprises.managed_by(self.session)
        return [manager.organisation.name for manager in found]

    def row(self, request: AccessRequest) -> dict[str, Any]:
        """Return a request in words."""
        return {
            "id": request.id,
            "person": request.person_id,
            "what": self.what(request),
            "name": request.about.name,
            "when": self.day(local_time(request.at).date()),
            "until": self.day(service.last_day(request)),
            "state": STATES[request.state],
        }

    def what(self, request: AccessRequest) -> str | Message:
        """Return the name of the right that is asked for, or *Werkrelatie*."""
        right = request.wanted.right
        return self.right_name(right) if right else WORK_RELATION

    def tiles(self) -> list[dict[str, Any]]:
        """Return where a manager goes on; giving a right comes first."""
        return [
            {"title": title, "text": text, "url": self.url(*names)}
            for names, title, text in TILES
        ]

    @property
    def stronger_url(self) -> str:
        """Where one signs in more surely, and comes back."""
        return self.sign_in_url()

    @property
    def ask_url(self) -> str:
        """Where one asks for a right."""
        return f"{self.desk_url}/zelfregistratie"
