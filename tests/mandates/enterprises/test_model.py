"""A right holds on its days, the last one included, and in its contexts."""

from collective.eloket.identity.numbers import NationalNumber
from datetime import date
from datetime import timedelta
from tests.mandates.enterprises import house

import pytest


DAY = timedelta(days=1)
TODAY = house.TODAY


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"end": TODAY}, True),
        ({"end": TODAY - DAY}, False),
        ({"begin": TODAY + DAY}, False),
        ({"begin": date.min, "end": date.max}, True),
        ({"revoked": True}, False),
    ],
    ids=["from today", "last day", "day after", "tomorrow", "for ever", "taken away"],
)
def test_days(changes, holds):
    assert house.holding(**changes).holds(TODAY) is holds


@pytest.mark.parametrize(
    ("contexts", "asked", "holds"),
    [
        ((), None, True),
        ((), "zorg", False),
        (("zorg",), None, True),
        (("zorg",), "zorg", True),
        (("zorg",), "economie", False),
    ],
)
def test_contexts(contexts, asked, holds):
    assert house.holding(contexts=contexts).holds(TODAY, asked) is holds


@pytest.mark.parametrize(
    ("changes", "meets"),
    [
        ({}, True),
        ({"right": "other"}, False),
        ({"revoked": True}, False),
        ({"begin": TODAY + 9 * DAY}, True),
        ({"begin": TODAY + 10 * DAY}, False),
        ({"begin": date.min, "end": TODAY - DAY}, False),
        ({"begin": date.min, "end": TODAY}, True),
        ({"contexts": ("zorg",)}, False),
    ],
    ids=[
        "the same",
        "another right",
        "taken away",
        "on the last day",
        "after",
        "before",
        "until the first day",
        "another context",
    ],
)
def test_one_of_two_is_enough(changes, meets):
    one = house.holding(end=TODAY + 9 * DAY)
    other = house.holding(id="h2", **changes)
    assert one.meets(other) is meets
    assert other.meets(one) is meets


def test_a_shared_context_is_enough():
    one = house.holding(contexts=("zorg", "economie"))
    assert one.meets(house.holding(contexts=("economie", "kunst")))


def test_no_number_is_printed():
    organisation = house.organisation()
    assert NationalNumber(house.KAREL) in organisation.representatives
    assert house.KAREL not in repr(organisation)
    assert "…" not in repr(organisation)
