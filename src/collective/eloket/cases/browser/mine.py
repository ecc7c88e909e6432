"""*Mijn aanvragen*: the citizen's own cases."""

from collective.eloket.cases.access import check_signed_in
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import own_case
from collective.eloket.cases.browser.downloads import PARTS
from collective.eloket.cases.browser.notfound import CasesView
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import Line
from collective.eloket.cases.lists import own_lines
from collective.eloket.cases.lists import own_total
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import LETTER_STATES
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: Cases on one page of the list.
PAGE_SIZE = 25


@implementer(IPublishTraverse)
class MyCases(CasesView):
    """The list; one case below it: ``mijn-aanvragen/<reference>/<part>/<number>``."""

    template = ViewPageTemplateFile("templates/my_cases.pt")

    def respond(self):
        """Show the list, or the part of a case that the path names."""
        if self.path:
            return self.show_part()
        session = self.require_citizen()
        self.audited(subject=session.user_id, action="cases.list")
        return self.template()

    def show_part(self):
        """Show what the path names.

        :raises NotSignedInError: nobody is signed in, whatever the path names.
        :raises CaseNotFoundError: no such part or case, or not this person's; staff
            have none of their own.
        """
        check_signed_in(self.session)
        part = PARTS.get(self.path[1:2])
        if part is None or len(self.path) != part.names:
            raise CaseNotFoundError
        page = part(self.context, self.request)
        page.case = own_case(self.session, self.path[0])
        page.path = self.path
        return page.respond()

    @cached_property
    def page(self):
        """The rows of this page of the list."""
        after = self.request.form.get("na")
        after = after if isinstance(after, str) else None
        return get_index().of_person(self.session.user_id, after, PAGE_SIZE)

    @cached_property
    def lines(self) -> list[Line]:
        """The rows in words."""
        rows = self.page.rows
        return own_lines(self.session, rows, api.portal.get_current_language())

    @cached_property
    def total(self) -> int | None:
        """How many there are, on all pages; None: nobody counted yet."""
        return own_total(self.session)

    def has_letter(self, line: Line) -> bool:
        """Is there a document to download?"""
        has_one = line.row.state in LETTER_STATES
        case = find_case(line.reference) if has_one else None
        return case is not None and case.can_fetch

    @property
    def asked(self) -> list[Line]:
        """The cases that wait for the citizen."""
        return [line for line in self.lines if line.row.state == ASKED]

    def url(self, *names: str) -> str:
        """Return the address of something below the list."""
        return "/".join((self.desk_url, "mijn-aanvragen", *names))
