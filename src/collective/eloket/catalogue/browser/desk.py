"""The e-desk's front page: find a document."""

from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.browser.resume import Resume
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.interfaces import THEME_WORDS
from collective.eloket.catalogue.service import open_documents
from collective.eloket.catalogue.service import own_values
from collective.eloket.http.view import EloketView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


LONGEST_SEARCH = 100
#: Fields of a document in which a word is looked for.
SOUGHT = ("title", "description")


class DeskPage(Resume, EloketView):
    """Documents by theme, with term, fee and level; searchable by a word."""

    template = ViewPageTemplateFile("templates/desk.pt")
    words = words

    @property
    def sought(self) -> str:
        """What the reader looks for."""
        sought = self.request.form.get("q", "")
        return sought.strip()[:LONGEST_SEARCH] if isinstance(sought, str) else ""

    @property
    def first_name(self) -> str:
        """The citizen's first given name, if this session may see it."""
        known = own_values(self.session).get("given_names")
        return (known.value or "").split(" ")[0] if known is not None else ""

    def resumable(self) -> list[OnlineDocument]:
        """See Resume."""
        return open_documents(self.context)

    def documents(self) -> list[OnlineDocument]:
        """Return what is on offer and matches the search."""
        sought = self.sought.casefold()
        return [
            document
            for document in open_documents(self.context)
            if sought
            in " ".join(words.said(document, name) for name in SOUGHT).casefold()
        ]

    def themes(self) -> list[dict]:
        """Return the documents by theme, in the order of the themes."""
        documents = self.documents()
        found = []
        for term in THEME_WORDS:
            items = [item for item in documents if item.theme == term.value]
            if items:
                found.append({"title": term.title, "documents": items})
        return found
