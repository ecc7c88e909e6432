"""What all parts of *Mijn volmachten* share."""

from collective.eloket.http.dates import plain_day
from collective.eloket.http.view import EloketView
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import book
from datetime import date


#: Longer texts are cut off before they are read: no field takes as much.
LONGEST = 5000


class Part(EloketView):
    """One page below *Mijn volmachten*; ``path`` holds the names behind it."""

    path: tuple[str, ...] = ()

    def who(self) -> ICurrentSession:
        """Return who is signed in.

        :raises NotSignedInError: nobody, or no citizen.
        """
        return self.require_citizen()

    def manager(self, number: str) -> enterprises.Manager:
        """Return who is signed in as manager of an organisation.

        :raises InvalidOrganisationNumberError: it is no number.
        :raises NotManagerError: they do not manage it.
        """
        return enterprises.get_manager(self.who(), OrganisationNumber.parse(number))

    @property
    def home_url(self) -> str:
        """Address of *Mijn volmachten*."""
        return f"{self.desk_url}/mijn-volmachten"

    def url(self, *names: str) -> str:
        """Return the address of something below it."""
        return "/".join((self.home_url, *names))

    def said(self, name: str) -> str:
        """Return what stands in a field; nothing for what is odd."""
        found = self.request.form.get(name, "")
        return found[:LONGEST].strip() if isinstance(found, str) else ""

    def chosen(self, name: str) -> list[str]:
        """Return what was ticked."""
        found = self.request.form.get(name, [])
        found = found if isinstance(found, list) else [found]
        return [one for one in found if isinstance(one, str)]

    def day(self, day: date | None) -> str:
        """Return a day in words; empty for none."""
        return "" if day is None else plain_day(day, self.request["LANGUAGE"])

    def right_name(self, code: str) -> str:
        """Return what a right is called; its code when it is no more."""
        right = book().find_right(code)
        return code if right is None else name_in(right.names, self.request["LANGUAGE"])

    def context_names(self, code: str, contexts: tuple[str, ...]) -> str:
        """Return what contexts of a right are called; the value of one that is gone."""
        right = book().find_right(code)
        known = {} if right is None else {one.value: one for one in right.contexts}
        language = self.request["LANGUAGE"]
        return ", ".join(
            name_in(known[one].names, language) if one in known else one
            for one in contexts
        )
