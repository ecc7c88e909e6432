"""The page for a case that is not there, or not for this person: one and the same."""

from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.news import contact_phone
from collective.eloket.http.view import EloketView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class CasesView(EloketView):
    """Base of the lists of cases; below a list, what is not there says what to do."""

    not_found = ViewPageTemplateFile("templates/not_found.pt")

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take the next name of the path."""
        self.path += (name,)
        return self

    @property
    def refusal(self):
        """The page of a refusal; a case that is not there has one of its own."""
        if isinstance(self.error, CaseNotFoundError):
            return self.not_found
        return super().refusal

    @property
    def phone(self) -> str:
        """Number and hours of the municipality; empty when it gave none."""
        return contact_phone()
