"""*Zoek op naam*: who does not know the number chooses among organisations."""

from collective.eloket.http.errors import message_for
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.self_registration import service


#: Where the name is typed, and what looks it up.
NAME, BUTTON = "zoeknaam", "zoek"


class LookedUp:
    """Mixed into the page: organisations by name, on the form itself.

    What else was typed stays, and no address shows anything of it.
    """

    #: What was found; None: nobody looked.
    looked_up: list[Organisation] | None = None

    @property
    def can_look_up(self) -> bool:
        """Is an organisation asked that can be found by name?"""
        return self.wish.organisation is None and service.can_look_up()

    @property
    def is_name_only(self) -> bool:
        """Is a name to be looked up? Also when one goes on with it and no number."""
        if not self.can_look_up:
            return False
        is_named = bool(self.said(NAME).strip()) and not self.said("organisatie")
        return BUTTON in self.request.form or is_named

    def look_up(self) -> str:
        """Show the form with what was found."""
        try:
            self.looked_up = service.look_up(self.session, self.wish, self.said(NAME))
        except (service.NameTooShortError, service.LookUpsTooOftenError) as error:
            return self.wrong(error, "name", message_for(error, self.request))
        return self.show()
