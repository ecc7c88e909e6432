"""A document's page: what it is, what it takes, and the way to ask for it."""

from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.service import level_for
from collective.eloket.http.view import EloketView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class DocumentPage(EloketView):
    """Term, fee and level stand before sign-in."""

    template = ViewPageTemplateFile("templates/document.pt")
    words = words

    @property
    def is_open(self) -> bool:
        """Can it be asked for now?"""
        return is_open(self.context)

    @property
    def level_too_low(self) -> bool:
        """Is somebody signed in whose sign-in is not sure enough?"""
        session = self.session
        if session.user_id is None or not self.is_open:
            return False
        return session.level < level_for(self.context, session)

    def lines(self, text: str | None) -> list[str]:
        """Return the lines of a text that say something."""
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    @property
    def form_url(self) -> str:
        """Where the form is."""
        return f"{self.context.absolute_url()}/aanvraag"
