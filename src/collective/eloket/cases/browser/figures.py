"""*Cijfers*: what was asked and decided, for managers; no names, no cases."""

from collective.eloket import _
from collective.eloket.cases.figures import Figures
from collective.eloket.cases.filters import today
from collective.eloket.cases.statistics import DocumentFigures
from collective.eloket.cases.statistics import STATISTICS
from collective.eloket.cases.statistics import statistics
from collective.eloket.errors import NotAllowedError
from collective.eloket.http.dates import plain_month
from collective.eloket.http.view import EloketView
from dataclasses import dataclass
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


#: Size of a plot, and of a bar with the gap beside it.
WIDTH, HEIGHT, STEP, BAR = 240, 48, 20, 14
#: In place of a number of days where too few were decided.
NONE = "-"
FEW = _("figures_few", default="fewer than 5")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a plot; a month that is not told has a low one."""

    x: int
    y: float
    height: float


class FiguresPage(EloketView):
    """Tables, and a plot beside each; the plot says nothing that the table does not."""

    template = ViewPageTemplateFile("templates/figures.pt")
    for_staff = True
    page_title = _("heading_figures", default="Figures")

    def respond(self):
        """Show the figures.

        :raises Unauthorized: nobody is signed in; the reader is led to sign-in.
        :raises NotAllowedError: no manager of the e-loket.
        """
        if not api.user.has_permission(STATISTICS, obj=self.context):
            raise Unauthorized if api.user.is_anonymous() else NotAllowedError
        return self.template()

    def documents(self) -> list[DocumentFigures]:
        """Return the figures, by document."""
        return statistics(today(), api.portal.get_current_language())

    def month(self, month: str) -> str:
        """Return ``november 2026`` in the reader's language."""
        return plain_month(month, api.portal.get_current_language())

    def number(self, value: float | None) -> Message | str:
        """Return a count or a number of days as people read it."""
        if value is None:
            return FEW
        text = f"{value:g}"
        english = api.portal.get_current_language() == "en"
        return text if english else text.replace(".", ",")

    def days(self, value: float | None) -> Message | str:
        """Return a number of days; a dash where too few were decided."""
        return NONE if value is None else self.number(value)

    def is_empty(self, one: DocumentFigures) -> bool:
        """Was nothing asked or decided in all of its months?"""
        return all(month.asked == month.decided == 0 for month in one.months)

    def bars(self, months: list[Figures]) -> list[Bar]:
        """Return the bars of what was asked, each as high as its share of the most."""
        most = max([month.asked or 0 for month in months] + [1])
        found = []
        for place, month in enumerate(months):
            share = 0.02 if month.asked is None else month.asked / most
            height = round(share * HEIGHT, 1)
            found.append(Bar(place * STEP, round(HEIGHT - height, 1), height))
        return found

    @property
    def back_url(self) -> str:
        """The address of the list of tasks."""
        return f"{self.desk_url}/taken"
