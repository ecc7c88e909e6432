"""*Mijn inzage*: the citizen reads who looked at or changed their data."""

from collective.eloket import _
from collective.eloket.audit.access_log import access_log
from collective.eloket.audit.access_log import Line
from collective.eloket.audit.access_log import Page
from collective.eloket.audit.access_log import Wanted
from collective.eloket.audit.asked import text_of
from collective.eloket.audit.asked import wanted_of
from collective.eloket.audit.words import Kind
from collective.eloket.audit.words import KINDS
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import clock_time
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.view import EloketView
from datetime import timedelta
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.i18nmessageid import Message


#: Name of a field in the address → what ``asked`` calls it.
FIELDS = {"van": "from", "tot": "to", "wat": "kind", "eigen": "own", "na": "after"}


class AccessLogView(EloketView):
    """The log of who is signed in; what of it is shown stands in the address."""

    template = ViewPageTemplateFile("templates/access_log.pt")
    page_title = _("heading_access_log", default="My access log")
    #: Is a day in the address none? Then nothing is asked of the audit.
    is_wrong = False
    page = Page((), None)

    def respond(self) -> str:
        """Show a page of it; looking at it is a line, too."""
        session = self.require_citizen()
        try:
            self.wanted = wanted_of(self.asked, local_time(utcnow()).date())
        except InvalidAnswerError:
            self.is_wrong = True
            self.wanted = wanted_of({}, local_time(utcnow()).date())
            self.request.response.setStatus(400)
            return self.template()
        self.audited(subject=session.user_id, action="log.view")
        self.page = access_log(session.user_id, self.wanted)
        return self.template()

    @property
    def asked(self) -> dict[str, object]:
        """What the address says."""
        form = self.request.form
        return {name: form[field] for field, name in FIELDS.items() if field in form}

    @property
    def first_day(self) -> str:
        """The first day that is shown, as a field of a form takes it."""
        return local_time(self.wanted.since).date().isoformat()

    @property
    def last_day(self) -> str:
        """The last day that is shown; today when none was chosen."""
        until = self.wanted.until
        if until is None:
            return local_time(utcnow()).date().isoformat()
        return (local_time(until).date() - timedelta(days=1)).isoformat()

    def kinds(self) -> list[tuple[Kind, Message]]:
        """Return what can be chosen."""
        return list(KINDS.items())

    def day(self, line: Line) -> str:
        """Return the day of a line in words."""
        return plain_day(local_time(line.at).date(), self.request["LANGUAGE"])

    def time(self, line: Line) -> str:
        """Return the time of a line on the clocks of the municipality."""
        return clock_time(line.at)

    def next_url(self) -> str:
        """Return the address of older lines, with the same choice."""
        kept = {
            field: text_of(self.asked, name)
            for field, name in FIELDS.items()
            if name in self.asked and name != "after"
        }
        return f"{self.desk_url}/mijn-inzage?{urlencode(kept | {'na': self.page.next})}"

    def is_unchosen(self) -> bool:
        """Is everything of the last year asked for, from the newest line on?"""
        return self.wanted == Wanted(since=self.wanted.since) and not self.asked
