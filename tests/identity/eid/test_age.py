"""A number refuses a child, and makes nobody older or younger than it tells."""

from collective.eloket.identity.eid.age import check_number_old_enough
from collective.eloket.identity.eid.age import filed_under
from collective.eloket.identity.eid.age import tells_another_day
from collective.eloket.identity.eid.errors import CardAgeUnknownError
from collective.eloket.identity.eid.errors import CardKindUnknownError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.numbers import NationalNumber
from datetime import date

import pytest


TODAY = date(2026, 11, 26)


def number(nine: str, century: str = "2") -> NationalNumber:
    """Make a number with the check digits of its century; "" is the 1900s."""
    check = 97 - int(century + nine) % 97
    return NationalNumber.parse(f"{nine}{check:02}")


@pytest.mark.parametrize(
    "nine, century",
    [
        ("111126001", "2"),
        ("850730033", ""),
        ("160501003", ""),
        ("100001001", "2"),
        ("114525001", "2"),
    ],
    ids=[
        "fifteen today",
        "an adult",
        "born in 1916, not 2016",
        "a year without month, that is old enough",
        "a bis number",
    ],
)
def test_who_is_old_enough_goes_on(nine, century):
    check_number_old_enough(number(nine, century), TODAY)


@pytest.mark.parametrize(
    "nine",
    ["141127001", "180601011", "162501003", "164501003", "150001001", "141200001"],
    ids=[
        "twelve tomorrow",
        "a child",
        "a bis number without sex",
        "a bis number with sex",
        "a year that is too young",
        "a month that is too young",
    ],
)
def test_a_child_is_refused(nine):
    with pytest.raises(CardTooYoungError):
        check_number_old_enough(number(nine), TODAY)


@pytest.mark.parametrize(
    "nine",
    ["141126001", "111127001", "134525001", "110001001", "111131007", "130001001"],
    ids=[
        "twelve today",
        "fifteen tomorrow",
        "a bis number",
        "a year in which one may still be fourteen",
        "a month in which one may still be fourteen",
        "a year of twelve or thirteen",
    ],
)
def test_from_twelve_to_fifteen_the_card_may_still_be_a_childs(nine):
    with pytest.raises(CardKindUnknownError):
        check_number_old_enough(number(nine), TODAY)


@pytest.mark.parametrize(
    "nine, century",
    [
        ("000001005", "2"),
        ("000001005", ""),
        ("002001005", "2"),
        ("140001001", "2"),
        ("141100007", "2"),
        ("141131007", "2"),
    ],
    ids=[
        "nothing known",
        "nothing known, of the 1900s",
        "nothing known, a bis number",
        "a year that may be too young",
        "a month that may be too young",
        "a day that is none, as the numbers of the day had run out",
    ],
)
def test_what_the_number_does_not_tell_is_not_guessed(nine, century):
    with pytest.raises(CardAgeUnknownError):
        check_number_old_enough(number(nine, century), TODAY)


def test_only_what_is_there_is_read():
    assert filed_under(number("000001005")) is None
    found = filed_under(number("144525001"))
    assert (found.year, found.month, found.day) == (2014, 5, 25)
    assert filed_under(number("140001001")).month is None
    assert filed_under(number("141131007")).day is None


#: The nine digits, the century, the day that is typed, and whether it is another one.
DAYS = {
    "the day itself": ("140305001", "2", date(2014, 3, 5), False),
    "another year": ("140305001", "2", date(2015, 3, 5), True),
    "another month": ("140305001", "2", date(2014, 4, 5), True),
    "another day": ("140305001", "2", date(2014, 3, 6), True),
    "another century": ("140305001", "", date(2014, 3, 5), True),
    "a year without month": ("140000001", "2", date(2014, 3, 5), False),
    "another year without month": ("140000001", "2", date(2015, 3, 5), True),
    "a day that is none": ("141131007", "2", date(2014, 11, 5), False),
    "a day that is none, another month": ("141131007", "2", date(2014, 3, 5), True),
    "nothing known": ("000001005", "2", date(2014, 3, 5), False),
    "a bis number": ("142305001", "2", date(2015, 1, 1), False),
    "a bis number with sex": ("144305001", "2", date(2015, 1, 1), False),
}


@pytest.mark.parametrize("nine, century, born, another", DAYS.values(), ids=DAYS)
def test_another_birth_date_is_seen_where_the_number_tells_one(
    nine, century, born, another
):
    assert tells_another_day(number(nine, century), born) is another
