"""On which days is the municipality closed, besides weekends and holidays?"""

from collections.abc import Iterable
from collective.eloket.catalogue.calendar import due_date
from collective.eloket.catalogue.calendar import working_days_after
from collective.eloket.catalogue.errors import ClosingDayRefusedError
from datetime import date
from datetime import timedelta
from functools import lru_cache
from plone import api

import logging


logger = logging.getLogger(__name__)

#: Setting: days, or first and last day with a slash between (ISO 8601 interval).
CLOSING_DAYS = "collective.eloket.catalogue.closing_days"
#: No municipality is closed for longer; it keeps a wrong year harmless.
LONGEST = timedelta(days=60)


def checked_days(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines, each once, in the usual writing.

    :raises ClosingDayRefusedError: a line is no day and no range, ends before it
        begins, or is longer than 60 days.
    """
    return tuple(dict.fromkeys(_written(*_range(line)) for line in lines))


def closing_days() -> frozenset[date]:
    """Return the days on which the municipality is closed, as set."""
    return _days(tuple(api.portal.get_registry_record(CLOSING_DAYS, default=()) or ()))


def term_end(start: date, working_days: int) -> date:
    """Return the last day of a term from ``start``, by this municipality's calendar."""
    return due_date(start, working_days, closing_days())


def days_waited(start: date, end: date) -> int:
    """Return how many working days lie after ``start``, up to and with ``end``."""
    return working_days_after(start, end, closing_days())


@lru_cache(maxsize=8)
def _days(lines: tuple[str, ...]) -> frozenset[date]:
    found: set[date] = set()
    for line in lines:
        try:
            first, last = _range(line)
        except ClosingDayRefusedError:
            # of a file that was imported; a citizen's request must not fail on it
            logger.warning("setting %s: a line is no day", CLOSING_DAYS)
            continue
        length = (last - first).days + 1
        found |= {first + timedelta(days=number) for number in range(length)}
    return frozenset(found)


def _range(line: str) -> tuple[date, date]:
    begin, slash, end = line.strip().partition("/")
    try:
        first = date.fromisoformat(begin.strip())
        last = date.fromisoformat(end.strip()) if slash else first
    except ValueError:
        raise ClosingDayRefusedError(line) from None
    if not first <= last <= first + LONGEST:
        raise ClosingDayRefusedError(line)
    return first, last


def _written(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first}/{last}"
