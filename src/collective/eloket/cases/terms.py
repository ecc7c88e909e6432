"""Until when is an answer promised, and when is that day near?"""

from collective.eloket.cases.model import Row
from collective.eloket.cases.model import RUNNING_STATES
from collective.eloket.catalogue.closing import term_end
from datetime import date
from plone import api


#: Setting: so many working days before its day a case is nearly late.
SOON_DAYS = "collective.eloket.cases.soon_days"
USUAL_SOON_DAYS = 1


def soon_days() -> int:
    """Return how many working days before its day a case is nearly late."""
    days = api.portal.get_registry_record(SOON_DAYS, default=None)
    return USUAL_SOON_DAYS if days is None else days


def soon_until(today: date, days: int | None = None) -> date:
    """Return the last day that is near: what is due by then is nearly late.

    ``days`` are working days; None: as many as the setting says.
    """
    return term_end(today, soon_days() if days is None else days)


def is_late(row: Row, today: date) -> bool:
    """Is the promised day over? A term that stands still is not."""
    return row.state in RUNNING_STATES and row.due < today


def is_due_soon(row: Row, today: date) -> bool:
    """Is the promised day near, and not over?"""
    near = today <= row.due <= soon_until(today)
    return row.state in RUNNING_STATES and near
