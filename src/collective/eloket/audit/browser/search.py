"""*Het logboek*: managers search the audit, with a purpose."""

from collective.eloket import _
from collective.eloket.audit import service
from collective.eloket.audit.access_log import Line
from collective.eloket.audit.access_log import line_of
from collective.eloket.audit.asked import wanted_of
from collective.eloket.audit.errors import SearchPurposeError
from collective.eloket.audit.errors import SearchWideError
from collective.eloket.audit.model import AuditRow
from collective.eloket.audit.purposes import SEARCH_PURPOSES
from collective.eloket.audit.searching import Found
from collective.eloket.audit.searching import search
from collective.eloket.audit.searching import Searcher
from collective.eloket.audit.searching import Sought
from collective.eloket.audit.words import ACTIONS
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import clock_time
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.purpose import PurposeForm
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy


NAMES = ("purpose", "words", "reference", "worker", "citizen", "from", "to")
TITLES = {
    "reference": _("label_reference", default="Reference"),
    "worker": _("label_worker", default="User name of somebody who works here"),
    "citizen": _("label_citizen_id", default="Id of a citizen, as below"),
    "from": _("label_from_day", default="From"),
    "to": _("label_to_day", default="Up to"),
}
#: Field that a refusal is about.
ABOUT = {SearchPurposeError: "purpose", SearchWideError: "reference"}


class SearchView(PurposeForm):
    """Asks for a purpose and what to look for; rows come by POST only."""

    template = ViewPageTemplateFile("templates/search.pt")
    permission = service.SEARCH_PERMISSION
    for_staff = True
    for_clerks = True
    page_title = _("heading_audit", default="The audit")
    purpose_title = _("label_audit_purpose", default="Why do you search?")
    purposes = SEARCH_PURPOSES
    about = ABOUT
    about_others = "from"
    #: What was found; None: nobody searched yet.
    found: Found | None = None

    def answer(self) -> str:
        """Show the page, or search."""
        if not self.posted:
            return self.template()
        try:
            days = wanted_of(
                {name: self.typed(name) for name in ("from", "to", "after")},
                local_time(utcnow()).date(),
            )
            self.found = search(self.searcher(), self.sought(days))
        except InvalidAnswerError as error:
            self.error = error
            return self.again()
        return self.template()

    def searcher(self) -> Searcher:
        """Who searches, and why."""
        return Searcher(
            api.user.get_current().getId(),
            self.session.means,
            self.typed("purpose"),
            self.typed("words"),
        )

    def sought(self, days) -> Sought:
        """What is searched for."""
        return Sought(
            self.typed("reference").upper(),
            self.typed("worker"),
            self.typed("citizen"),
            days.since,
            days.until,
            days.before,
        )

    @Lazy
    def fields(self) -> list[Field]:
        """All fields, with what was typed and what is wrong."""
        return [
            *self.purpose_fields,
            *(self.field(name, TITLES[name]) for name in NAMES[2:5]),
            *(self.field(name, TITLES[name], Control.DATE) for name in NAMES[5:]),
        ]

    def rows(self) -> list[tuple[AuditRow, Line]]:
        """Return what was found, each row with its words."""
        return [(row, line_of(row)) for row in self.found.rows]

    def is_told(self, row: AuditRow) -> bool:
        """Has the action words? Others are shown by their name only."""
        return row.entry.action in ACTIONS

    def when(self, row: AuditRow) -> str:
        """Return day and time on the clocks of the municipality."""
        day = plain_day(local_time(row.at).date(), self.request["LANGUAGE"])
        return f"{day}, {clock_time(row.at)}"
