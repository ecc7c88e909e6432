from collective.eloket.catalogue.calendar import due_date
from collective.eloket.catalogue.calendar import is_working_day
from collective.eloket.catalogue.calendar import MOST_DAYS
from collective.eloket.catalogue.calendar import MOST_WORKING_DAYS
from collective.eloket.catalogue.calendar import working_days_after
from datetime import date

import pytest


@pytest.mark.parametrize(
    "start, days, due",
    [
        (date(2026, 11, 23), 4, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
    ],
    ids=[
        "within a week",
        "over a weekend",
        "from a Saturday",
        "over Christmas",
        "over new year",
        "over Easter Monday",
        "at once",
        "at once on a Saturday",
    ],
)
def test_the_term_ends(start, days, due):
    assert due_date(start, days) == due


def test_a_closing_day_of_the_municipality_does_not_count():
    closed = {date(2026, 11, 25)}
    assert due_date(date(2026, 11, 24), 1, closed) == date(2026, 11, 26)


def test_a_term_is_never_endless():
    endless = due_date(date(2026, 1, 1), 10**9)
    assert endless == due_date(date(2026, 1, 1), MOST_WORKING_DAYS)


@pytest.mark.parametrize(
    "day",
    [(1, 1), (4, 6), (5, 1), (5, 14), (5, 25), (7, 21), (8, 15), (11, 11), (12, 25)],
)
def test_nobody_works_on_a_legal_holiday(day):
    assert not is_working_day(date(2026, *day))


@pytest.mark.parametrize(
    "start, end, days",
    [
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 24), date(2026, 11, 26), 2),
        (date(2026, 11, 27), date(2026, 11, 30), 1),
        (date(2026, 11, 27), date(2026, 11, 29), 0),
        (date(2026, 11, 26), date(2026, 11, 24), 0),
        (date(2026, 12, 24), date(2026, 12, 28), 1),
    ],
    ids=[
        "same day",
        "in a week",
        "over a weekend",
        "weekend",
        "backwards",
        "Christmas",
    ],
)
def test_working_days_of_a_wait_are_counted(start, end, days):
    assert working_days_after(start, end) == days


def test_a_wait_without_end_is_not_counted_day_by_day():
    assert working_days_after(date(1900, 1, 1), date(2900, 1, 1)) < MOST_DAYS
