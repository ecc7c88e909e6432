"""*Documenten aan het loket*: clerks print what is picked up, and hand it over."""

from collective.eloket import _
from collective.eloket.cases.access import current_groups
from collective.eloket.cases.lists import applicants_name
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.service import Dossier
from collective.eloket.cases.service import open_dossier
from collective.eloket.documents.counter import service as counter
from collective.eloket.documents.counter.errors import CardNotSeenError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.errors import message_for
from collective.eloket.http.fields import FormView
from collective.eloket.interfaces import ICase
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


HANDED_OVER = _(
    "message_handed_over", default="${reference} was handed over, and is closed."
)
#: Name behind a reference: its letter, for a printer.
LETTER = "brief.pdf"


@implementer(IPublishTraverse)
class HandOverPage(FormView):
    """The list; ``taken-afgeven/<reference>`` hands one over, by a look at a card."""

    template = ViewPageTemplateFile("templates/hand_over.pt")
    one_template = ViewPageTemplateFile("templates/hand_over_one.pt")
    permission = counter.PERMISSION
    for_staff = True
    for_clerks = True
    page_title = _("heading_hand_over", default="Documents at the counter")
    #: The document that one page is about, and what is wrong with the form.
    case: ICase
    problem = ""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name):
        """Keep the names behind the page."""
        self.path.append(name)
        return self

    def answer(self):
        """Show the list, one document, or its letter; a POST hands it over.

        :raises NotFoundError: no such address.
        :raises NotAtCounterError: no such document for this reader.
        """
        if self.path[1:] not in ([], [LETTER]) or (self.posted and not self.path):
            raise NotFoundError
        if not self.path:
            self.audited(subject=None, action="counter.list")
            return self.template()
        self.case = counter.get_waiting(self.path[0], self.groups)
        return self.print_one() if self.path[1:] else self.show_one()

    def show_one(self) -> str:
        """Show whose it is, or hand it over."""
        reference = self.case.getId()
        if self.posted and self.request.form.get("gezien") == "1":
            counter.hand_over(self.case, self.session.means)
            self.message(Message(HANDED_OVER, mapping={"reference": reference}))
            return self.redirect(self.url, 303)
        self.audited(subject=self.case.subject, action="case.view", object=reference)
        if self.posted:
            self.problem = message_for(CardNotSeenError(), self.request)
            self.failed = True
            self.request.response.setStatus(CardNotSeenError.status)
        return self.one_template()

    def print_one(self) -> bytes:
        """Send the letter for a printer; who reads it is noted before.

        :raises NotFoundError: nothing is sent to that address.
        """
        if self.posted:
            raise NotFoundError
        reference = self.case.getId()
        self.audited(subject=self.case.subject, action="letter.print", object=reference)
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox")
        name = f"{reference}.pdf"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return counter.pdf_of(self.case)

    @property
    def url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/taken-afgeven"

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups whose documents the reader hands over."""
        return current_groups()

    @cached_property
    def waiting(self) -> list[ICase]:
        """The cases whose documents nobody came for yet."""
        return counter.waiting(self.groups)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the documents, by id."""
        wanted = {case.document_uid for case in self.waiting}
        return titles_of(wanted, self.request["LANGUAGE"])

    def title(self, case: ICase) -> str:
        """Return what kind of document it is."""
        return self.titles.get(case.document_uid, case.document_id)

    def name(self, case: ICase) -> str | Message:
        """Return whose it is."""
        return applicants_name(case.getId())

    @cached_property
    def dossier(self) -> Dossier:
        """The case of this page, opened."""
        return open_dossier(self.case)
