"""*Taken*: the cases that a clerk's groups handle."""

from collective.eloket import _
from collective.eloket.cases.access import clerk_case
from collective.eloket.cases.access import current_groups
from collective.eloket.cases.access import find_case
from collective.eloket.cases.browser.bulk import value_of
from collective.eloket.cases.browser.casepage import ANSWERS
from collective.eloket.cases.browser.filtered import FilteredPage
from collective.eloket.cases.browser.handling import Handling
from collective.eloket.cases.browser.notices import notices
from collective.eloket.cases.browser.others import other_tasks
from collective.eloket.cases.browser.talkpage import WRITE
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.exporting import EXPORT
from collective.eloket.cases.exporting import take_along
from collective.eloket.cases.filters import choice_of
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import applicants_name
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.lists import Line
from collective.eloket.cases.lists import lines_of
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import Page
from collective.eloket.cases.talk import waits_for_us
from collective.eloket.cases.terms import is_due_soon
from collective.eloket.cases.terms import is_late
from collective.eloket.cases.together import Chosen
from collective.eloket.errors import NotAllowedError
from collective.eloket.http.clerk_level import check_clerk_level
from collective.eloket.http.fields import typed
from collective.eloket.http.users import own_user_id
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


PAGE_SIZE = 25
#: More than any reference has.
LONGEST_SOUGHT = 40
#: Name after the reference, and how many names the path has then.
CASE_PARTS = frozenset({((), 1), (("bijlage",), 3), ((ANSWERS,), 2), ((WRITE,), 4)})


@implementer(IPublishTraverse)
class Tasks(FilteredPage):
    """The list; one case below it: ``taken/<reference>``."""

    template = ViewPageTemplateFile("templates/tasks.pt")
    for_staff = True

    def respond(self):
        """Show the list, the case that somebody looks for, or one case."""
        self.check_clerk()
        if self.path:
            return self.show_case()
        if self.posted and self.action:
            return self.act()
        if self.request.form.get("vorm") == "csv":
            return self.export()
        if self.sought:
            case = find_case(self.sought)
            if case is not None and case.clerk_group in current_groups():
                return self.redirect(self.url(case.getId()))
        self.audited(subject=None, action="tasks.list")
        return self.template()

    @property
    def sought(self) -> str:
        """The reference that was looked for; it is shown when it is nobody's here."""
        return typed(self.request.form, "q").strip()[:LONGEST_SOUGHT]

    def export(self) -> bytes:
        """Send the chosen list as a file; a list that long leaves a trace.

        :raises NotAllowedError: no permission to take lists along.
        """
        if not self.may_export:
            raise NotAllowedError
        self.audited(subject=None, action="tasks.export")
        return take_along(self.choice, self.request)

    @property
    def may_export(self) -> bool:
        """May this user take the list along?"""
        return api.user.has_permission(EXPORT, obj=self.context)

    def check_clerk(self) -> None:
        """Refuse who handles no cases.

        :raises Unauthorized: nobody is signed in; the reader is led to sign-in.
        :raises CaseNotFoundError: a case; whether it is there is not theirs to know.
        :raises NotAllowedError: the list.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        """
        if api.user.has_permission("collective.eloket: Handle cases", obj=self.context):
            check_clerk_level()
            return
        if api.user.is_anonymous():
            raise Unauthorized
        raise CaseNotFoundError if self.path else NotAllowedError

    def show_case(self):
        """Show a case, or one of its files."""
        if (self.path[1:2], len(self.path)) not in CASE_PARTS:
            raise CaseNotFoundError
        page = Handling(self.context, self.request)
        page.case = clerk_case(self.path[0])
        return page.file(*self.path[1:]) if self.path[1:] else page.respond()

    @cached_property
    def page(self) -> Page:
        """The rows of this page of the list, first due first."""
        after = self.request.form.get("na")
        after = after if isinstance(after, str) else None
        return get_index().chosen(self.choice, after, PAGE_SIZE)

    @property
    def choice(self) -> Choice:
        """What the index is asked for, all that was chosen."""
        return choice_of(self.wanted, self.groups)

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of this page in words."""
        return lines_of(self.page.rows, api.portal.get_current_language())

    def applicant(self, line: Line) -> str:
        """Return the name of who sent it, opened for the rows shown only."""
        return applicants_name(line.reference)

    def assignee(self, line: Line) -> str:
        """Return the name of the clerk who took it; empty: nobody did."""
        return clerks_name(line.row.assignee)

    def ticked(self, line: Line) -> str:
        """Return what the box before a row sends: which case, and as it is now."""
        case = find_case(line.reference)
        version = "" if case is None else case.version
        return value_of(Chosen(line.reference, version))

    def choose(self, line: Line) -> str:
        """Return what the box before a row is called."""
        words = {"reference": line.reference}
        label = _(
            "label_choose_reference", default="Choose ${reference}", mapping=words
        )
        return translate(label, context=self.request)

    def is_late(self, line: Line) -> bool:
        """Was the answer promised for a day that is over?"""
        return is_late(line.row, self.today)

    def is_due_soon(self, line: Line) -> bool:
        """Is the promised day near?"""
        return is_due_soon(line.row, self.today)

    def waits_for_us(self, line: Line) -> bool:
        """Did the applicant write, and nobody answered?"""
        case = find_case(line.reference)
        return case is not None and waits_for_us(case)

    def is_mine(self, line: Line) -> bool:
        """Did this clerk take it?"""
        return line.row.assignee == own_user_id()

    def notices(self) -> list[Message]:
        """Return what is wrong with the installation."""
        return notices(is_manager=self.may_export)

    def other_tasks(self) -> list[dict]:
        """Return what else clerks do, with how often it waits; only what they may."""
        return other_tasks(self.context, self.desk_url)

    @property
    def next_url(self) -> str:
        """The address of the next page of the list, with the same choice."""
        return self.chosen_url(na=self.page.cursor)
