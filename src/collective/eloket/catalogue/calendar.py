"""On which day is a term over? Belgian working days."""

from collections.abc import Collection
from datetime import date
from datetime import timedelta

import holidays


#: More working days than any term of a municipality; keeps a wrong number harmless.
MOST_WORKING_DAYS = 1000
#: Longer waits are not counted day by day: ten years.
MOST_DAYS = 3653

_SATURDAY = 5


def is_working_day(day: date, closing_days: Collection[date] = ()) -> bool:
    """Say whether the municipality works on that day.

    Legal holidays: law of 4 January 1974 and royal decree of 18 April 1974.
    """
    return (
        day.weekday() < _SATURDAY
        and day not in _legal_holidays(day.year)
        and day not in closing_days
    )


def due_date(
    start: date, working_days: int, closing_days: Collection[date] = ()
) -> date:
    """Return the last day of the term; the day of ``start`` itself does not count.

    With no working days at all the term ends on the first working day from ``start``.
    """
    day = start
    left = min(working_days, MOST_WORKING_DAYS)
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, closing_days)
    while not is_working_day(day, closing_days):
        day += timedelta(days=1)
    return day


def working_days_after(
    start: date, end: date, closing_days: Collection[date] = ()
) -> int:
    """Return how many working days lie after ``start``, up to and with ``end``."""
    days = min(max((end - start).days, 0), MOST_DAYS)
    return sum(
        is_working_day(start + timedelta(days=number), closing_days)
        for number in range(1, days + 1)
    )


def _legal_holidays(year: int) -> frozenset[date]:
    """Return the holidays of one year; reckoned once per process."""
    known = _HOLIDAYS.get(year)
    if known is None:
        known = _HOLIDAYS[year] = frozenset(holidays.country_holidays("BE", years=year))
    return known


#: year → holidays; a handful of years, so it never needs emptying.
_HOLIDAYS: dict[int, frozenset[date]] = {}
