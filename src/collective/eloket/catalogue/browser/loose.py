"""Forms of who has no session to come back to."""

from collective.eloket.catalogue.browser.form import FormPage
from collective.eloket.http.view import EloketView


class LooseForm(FormPage):
    """The form without stamp and autosave: there is no citizen who could come back."""

    tells_earlier = False
    #: Name of the page below the document.
    name: str

    def refuse(self, error):
        """Refuse as any page."""
        return EloketView.refuse(self, error)

    def audited(self, **what) -> None:
        """Record nothing: nobody's data is shown."""

    @property
    def csrf(self) -> str:
        """Value of the hidden field."""
        return self.session.csrf

    @property
    def action_url(self) -> str:
        """See FormPage."""
        return f"{self.context.absolute_url()}/{self.name}"

    @property
    def draft_url(self) -> None:
        """See FormPage: nothing is kept while it is typed."""

    @property
    def stamp(self) -> str:
        """See FormPage: there is no session to come back to."""
        return ""
