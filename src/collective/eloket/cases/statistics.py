"""The figures of all documents: read from counts, no case is opened."""

from collective.eloket.cases.figures import Figures
from collective.eloket.cases.figures import figures_of
from collective.eloket.cases.figures import months_until
from collective.eloket.cases.figures import told
from collective.eloket.cases.filters import COUNTED_AT_MOST
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import RUNNING_STATES
from dataclasses import dataclass
from datetime import date


#: Months that are shown.
MONTHS = 12
STATISTICS = "collective.eloket: View statistics"


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """Figures of one document, oldest month first.

    ``overdue`` is how many wait now after their day; None: fewer than five, but some.
    """

    uid: str
    title: str
    overdue: int | None
    months: list[Figures]


def statistics(today: date, language: str) -> list[DocumentFigures]:
    """Return the figures of the last twelve months, by title of the documents."""
    index, months = get_index(), months_until(today, MONTHS)
    groups = tuple(index.groups())
    uids = {uid for group in groups for uid in index.documents_of(group)}
    found = []
    for uid, title in titles_of(uids, language).items():
        asked = index.asked(groups, uid)
        choice = Choice(
            groups, RUNNING_STATES, document=uid, last_day=today.toordinal() - 1
        )
        lines = [
            figures_of(month, asked.get(month, 0), index.decided(uid, month))
            for month in months
        ]
        overdue = told(index.count_chosen(choice, COUNTED_AT_MOST))
        found.append(DocumentFigures(uid, title, overdue, lines))
    return sorted(found, key=lambda one: (one.title.casefold(), one.uid))
