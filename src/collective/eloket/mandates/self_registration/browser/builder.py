"""The start of self-registration: choose an application, or put a link together."""

from collective.eloket import _
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.rights.service import own_applications
from collective.eloket.mandates.self_registration import service
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


#: Where the forms of the Flemish user management stand (seed 003, 4): test, production.
BASES = (
    "https://zelfregistratie-gebruikersbeheer-ti.vlaanderen.be/user",
    "https://zelfregistratie-gebruikersbeheer.vlaanderen.be/user",
)
#: Fields of the builder: the parts of an address, and what it is for.
TYPED = {
    "an": _("label_link_application", default="Number of the application (an)"),
    "ec": _("label_link_right", default="Code of the right (ec)"),
    "ctx": _("label_link_context", default="Context (ctx)"),
    "oc": _("label_link_organisation", default="Number of the organisation (oc)"),
}
PARTS = ("dg", *TYPED)
PAGES = ("aanvraag", "aanvraag_werkrelatie")


class Builder:
    """Mixed into the page; nothing of it is about a person, anybody may see it."""

    start_template = ViewPageTemplateFile("templates/start.pt")

    def start(self) -> str:
        """Show what can be asked for, and the builder of links."""
        return self.start_template()

    def applications(self) -> list[dict[str, Any]]:
        """Return the applications, each with an address per target group."""
        return [
            {
                "name": self.named(one.names),
                "links": [
                    {
                        "title": title,
                        "url": self.address(
                            service.Wish(group, application=one.number)
                        ),
                    }
                    for group, title in self.groups()
                    if any(group in right.groups for right in one.rights)
                ],
            }
            for one in own_applications()
        ]

    def address(self, wish: service.Wish, page: str = PAGES[0]) -> str:
        """Return the address of the form that asks for this here."""
        return f"{self.own_url}/{page}?{service.written(wish)}"

    @cached_property
    def parts(self) -> dict[str, str]:
        """What was filled in, of the parts of an address."""
        found = {name: self.said(name).strip() for name in PARTS}
        return {name: value for name, value in found.items() if value}

    @property
    def page(self) -> str:
        """For which of the two forms the link is."""
        chosen = self.said("soort")
        return chosen if chosen in PAGES else PAGES[0]

    @cached_property
    def built(self) -> tuple[str, ...]:
        """The addresses: here, and in the Flemish user management; none yet."""
        if not self.parts or self.not_built:
            return ()
        query = service.written(self.wished)
        bases = (self.own_url, *BASES)
        return tuple(f"{base}/{self.page}?{query}" for base in bases)

    @property
    def wished(self) -> service.Wish:
        """What the parts ask for.

        :raises AddressError: they are not put together rightly.
        """
        return service.read_parts(self.parts, book().group_codes)

    @cached_property
    def not_built(self) -> str:
        """Why no address was put together, in words; empty: it was, or nobody asked.

        Whether there is such a right is looked at here; elsewhere nobody can tell.
        """
        if not self.parts:
            return ""
        try:
            service.asked_of(self.wished, book())
        except EloketError as error:
            return message_for(error, self.request)
        return ""

    def typed_parts(self) -> list[dict[str, Any]]:
        """Return the parts that are typed, with what stands in them."""
        return [
            {"name": name, "title": title, "value": self.parts.get(name, "")}
            for name, title in TYPED.items()
        ]

    def groups(self) -> list[tuple[str, str]]:
        """Return code and name of each target group."""
        return [(one.code, self.named(one.names)) for one in book().groups]
