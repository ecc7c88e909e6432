"""What an address asks for, and what was filled in on the form."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.service import get_organisation
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.model import Names
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.self_registration import service
from collective.eloket.mandates.self_registration.model import About
from collective.eloket.mandates.self_registration.model import Kind
from collective.eloket.mandates.self_registration.model import Wanted
from collective.eloket.parameters import service as parameters
from functools import cached_property


#: What stands behind the name of the page → what is asked for (seed 003, 5 and 6).
KINDS = {
    "aanvraag": Kind.RIGHT,
    "aanvraag_werkrelatie": Kind.WORK_RELATION,
}
#: Field of the page → what it means.
FIELDS = {
    "organisatie": "organisation",
    "gebruikersrecht": "right",
    "tel": "phone",
    "mail": "email",
    "reden": "reason",
    "zoeknaam": "name",
}
#: Longer texts are cut off before they are read: no field takes as much.
LONGEST = 5000


class Filled:
    """Mixed into the page: the parts of its form, in words."""

    @property
    def kind(self) -> Kind:
        """What is asked for."""
        return KINDS[self.path[0]]

    @cached_property
    def wish(self) -> service.Wish:
        """What the address asks for.

        :raises AddressError: it is not put together rightly.
        """
        query = self.request.get("QUERY_STRING", "")
        return service.read_address(query, book().group_codes)

    @cached_property
    def offered_here(self) -> tuple[Application, tuple[Right, ...]]:
        """The application and the rights to choose among.

        :raises NoRightsFoundError: there are none.
        """
        return service.asked_of(self.wish, book())

    @property
    def application(self) -> Application:
        """Of which a right is asked."""
        return self.offered_here[0]

    @property
    def offered(self) -> tuple[Right, ...]:
        """The rights to choose among."""
        return self.offered_here[1]

    @property
    def fixed_right(self) -> Right | None:
        """The right that the address names; None: one chooses."""
        return self.offered[0] if self.wish.right is not None else None

    @property
    def fixed_organisation(self) -> Organisation | None:
        """The organisation that the address names; None: one types its number."""
        number = self.wish.organisation
        return None if number is None else get_organisation(number)

    @property
    def with_contexts(self) -> list[Right]:
        """The rights whose contexts one still chooses."""
        if self.kind == Kind.WORK_RELATION or self.wish.context is not None:
            return []
        return [right for right in self.offered if right.contexts]

    @property
    def fixed_context(self) -> str:
        """The name of the context that the address names; empty: none."""
        named = (
            context
            for right in self.offered
            for context in right.contexts
            if context.value == self.wish.context
        )
        found = next(named, None)
        return "" if found is None else self.named(found.names)

    @cached_property
    def sent(self) -> dict[str, object]:
        """What was filled in, by what it means."""
        found: dict[str, object] = {
            meant: self.said(name) for name, meant in FIELDS.items()
        }
        chosen = self.wish.right or found["right"]
        start = f"{chosen}~"
        ticked = self.request.form.get("context", [])
        ticked = ticked if isinstance(ticked, list) else [ticked]
        found["contexts"] = [
            one.removeprefix(start)
            for one in ticked
            if isinstance(one, str) and one.startswith(start)
        ]
        return found

    @property
    def ticked(self) -> list[str]:
        """The contexts that were chosen, as their boxes say them."""
        chosen = self.wish.right or self.sent["right"]
        return [f"{chosen}~{value}" for value in self.sent["contexts"]]

    def said(self, name: str) -> str:
        """Return what stands in a field; nothing for what is odd."""
        found = self.request.form.get(name, "")
        return found[:LONGEST] if isinstance(found, str) else ""

    def field_of(self, meant: str) -> str:
        """Return the id of the control where something is filled in."""
        found = (name for name, one in FIELDS.items() if one == meant)
        return next(found, "context")

    def value(self, name: str) -> str:
        """Return what to show in a field: as chosen or typed, else what is known."""
        if name == "organisatie" and self.said("kies"):
            return self.said("kies")
        if self.posted:
            return self.said(name)
        known = parameters.known(self.session.user_id, self.session.level)
        value = known.get({"tel": "phone", "mail": "email"}.get(name, ""))
        return "" if value is None else value.value or ""

    @property
    def wanted(self) -> Wanted:
        """What is asked for, checked."""
        return self.checked[1]

    @property
    def about(self) -> About:
        """Who asks, checked."""
        return self.checked[2]

    @property
    def organisation(self) -> Organisation:
        """Where it is asked for, checked."""
        return self.checked[0]

    @property
    def wanted_right(self) -> str:
        """The name of the right that is asked for; empty for a work relation."""
        right = book().find_right(self.wanted.right)
        return "" if right is None else self.named(right.names)

    @property
    def wanted_contexts(self) -> str:
        """The names of the contexts that are asked for."""
        right = book().find_right(self.wanted.right)
        contexts = () if right is None else right.contexts
        chosen = [one for one in contexts if one.value in self.wanted.contexts]
        return ", ".join(self.named(one.names) for one in chosen)

    @property
    def name(self) -> str:
        """Who is signed in, as proven."""
        known = parameters.known(self.session.user_id, AssuranceLevel.HIGH)
        parts = (known.get(name) for name in ("given_names", "family_name"))
        return " ".join(part.value for part in parts if part is not None and part.value)

    def named(self, names: Names) -> str:
        """Return a name in the reader's language."""
        return name_in(names, self.request["LANGUAGE"])
