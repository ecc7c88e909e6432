"""*Bewaren*: what is due, what the last look did, and what must not be erased."""

from collective.eloket import _
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.words import STATE_WORDS
from collective.eloket.catalogue.vocabularies import channel_title
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.rights.browser.holdforms import HoldForms
from collective.eloket.rights.errors import HoldError
from collective.eloket.rights.fields import WAY_WORDS
from collective.eloket.rights.holds import OpenedHold
from collective.eloket.rights.kept import ALL
from collective.eloket.rights.kept import CHANNEL
from collective.eloket.rights.kept import every_kept
from collective.eloket.rights.kept import OTHERS
from collective.eloket.rights.kept import STATE
from collective.eloket.rights.permissions import MANAGE_RETENTION
from collective.eloket.rights.report import Line
from collective.eloket.rights.report import lines_of
from collective.eloket.rights.store import Look
from collective.eloket.rights.store import rights
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate
from zope.i18nmessageid import Message


FEW = _("figures_few", default="fewer than 5")
FOR_OTHERS = _("kept_for_others", default="For somebody else")


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Counts of requests that are gone, in words."""

    title: str
    year: int
    total: str
    more: str


class KeepingView(HoldForms):
    """Tables and two forms; each form holds or lets go by POST."""

    permission = MANAGE_RETENTION
    for_staff = True
    for_clerks = True
    page_title: Message = _("heading_keeping", default="Keeping and erasing")
    template = ViewPageTemplateFile("templates/keeping.pt")

    def answer(self) -> str:
        """Show the page, hold something, or let go of it.

        :raises InvalidAnswerError: neither was chosen.
        """
        if self.posted:
            try:
                self.act()
            except HoldError as error:
                self.note(error)
            else:
                return self.redirect(self.action_url, status=303)
        self.audited(subject=None, action="holds.list")
        return self.template()

    @property
    def look(self) -> Look | None:
        """The last look that came to its end."""
        return rights().last

    @cached_property
    def lines(self) -> list[Line]:
        """What that look found, by document."""
        return [] if self.look is None else lines_of(self.look)

    @cached_property
    def kept(self) -> list[KeptLine]:
        """What is counted of requests that are gone."""
        found = list(every_kept())
        uids = {one.document for one in found}
        titles = titles_of(uids, api.portal.get_current_language())
        return [
            KeptLine(
                titles.get(one.document, one.document),
                one.year,
                self.number(one.numbers.get(ALL, 0)),
                self.in_words(one.numbers),
            )
            for one in found
        ]

    def in_words(self, numbers: dict[str, int | None]) -> str:
        """Return counts by state and channel as one line."""
        said = [
            f"{translate(title_of(name), context=self.request)}: {self.number(number)}"
            for name, number in sorted(numbers.items())
            if name != ALL
        ]
        return "; ".join(said)

    def number(self, value: int | None) -> str:
        """Return a count as people read it."""
        return translate(FEW, context=self.request) if value is None else str(value)

    def way(self, line: Line) -> Message:
        """Return what becomes of the requests of a document."""
        return WAY_WORDS.getTerm(line.way).title

    def clerk(self, hold: OpenedHold) -> str:
        """Return who said so."""
        return clerks_name(hold.by)

    def day(self, moment: datetime) -> str:
        """Return the local day of a moment in words."""
        return plain_day(local_time(moment).date(), self.request["LANGUAGE"])


def title_of(name: str) -> Message:
    """Return what a count is called."""
    if name == OTHERS:
        return FOR_OTHERS
    if name.startswith(STATE):
        return STATE_WORDS[name.removeprefix(STATE)].title
    return channel_title(name.removeprefix(CHANNEL))
