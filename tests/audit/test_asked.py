from collective.eloket.audit.access_log import Wanted
from collective.eloket.audit.asked import wanted_of
from collective.eloket.audit.words import Kind
from collective.eloket.errors import InvalidAnswerError
from datetime import date
from datetime import datetime
from datetime import UTC

import pytest


TODAY = date(2026, 11, 24)


def test_nothing_chosen_is_the_last_year():
    since = datetime(2025, 11, 23, 23, 0, tzinfo=UTC)
    assert wanted_of({}, TODAY) == Wanted(since=since)


def test_days_are_days_of_the_municipality_and_the_last_is_in_it():
    found = wanted_of({"from": "2026-07-01", "to": "2026-11-24"}, TODAY)
    assert found.since == datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
    assert found.until == datetime(2026, 11, 24, 23, 0, tzinfo=UTC)


def test_the_rest_is_read_too():
    found = wanted_of({"kind": "viewed", "own": "1", "after": "12"}, TODAY)
    assert (found.kind, found.own_views, found.before) == (Kind.VIEWED, True, 12)


@pytest.mark.parametrize(
    "form",
    [
        {"from": "24/11/2026"},
        {"to": "0001-01-01"},
        {"to": "9999-12-31"},
        {"kind": "all"},
        {"kind": ["viewed", "viewed"]},
        {"own": "1" * 101},
        {"after": "-1"},
        {"after": "²"},
        {"after": str(2**63)},
        {"after": "9" * 90},
    ],
    ids=str,
)
def test_a_choice_that_is_none_is_refused(form):
    with pytest.raises(InvalidAnswerError):
        wanted_of(form, TODAY)
