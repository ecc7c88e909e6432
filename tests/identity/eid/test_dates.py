from collective.eloket.identity.eid.dates import birth_date
from collective.eloket.identity.eid.dates import BirthDate
from collective.eloket.identity.eid.dates import numeric_date
from collective.eloket.identity.eid.errors import CardFieldMalformedError
from datetime import date

import pytest


@pytest.mark.parametrize(
    "text, iso",
    [
        ("03 MEI 2001", "2001-05-03"),
        ("1 JAN 1971", "1971-01-01"),
        ("08 MAAR 1980", "1980-03-08"),
        ("29 SEPT 1979", "1979-09-29"),
        ("15 JUIN 1960", "1960-06-15"),
        ("15 JUIL 1960", "1960-07-15"),
        ("01 FEV 2000", "2000-02-01"),
        ("01 AOUT 2000", "2000-08-01"),
        ("01 DEC 2000", "2000-12-01"),
        ("22.DEZ. 1997", "1997-12-22"),
        ("13.AUG. 1996", "1996-08-13"),
        ("05.MÄR.1980", "1980-03-05"),
        ("05.mär.1980", "1980-03-05"),
        ("31.OKT.1955", "1955-10-31"),
        ("1962", "1962"),
    ],
)
def test_a_birth_date_is_read_in_each_language(text, iso):
    assert birth_date(text).iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03 XYZ 2001",
        "31 FEB 2001",
        "00 JAN 1971",
        "JAN 1971",
        "3/5/2001",
        "٠٣ MEI 2001",
    ],
)
def test_no_birth_date_is_refused(text):
    with pytest.raises(CardFieldMalformedError):
        birth_date(text)


def test_a_day_in_numbers_is_read():
    assert numeric_date("05.07.2022") == date(2022, 7, 5)


@pytest.mark.parametrize(
    "text", ["5.7.2022", "05.13.2022", "05.07.22", "05-07-2022", ""]
)
def test_no_day_in_numbers_is_refused(text):
    with pytest.raises(CardFieldMalformedError):
        numeric_date(text)


@pytest.mark.parametrize(
    "born, today, younger",
    [
        (BirthDate(2014, 11, 26), date(2026, 11, 25), True),
        (BirthDate(2014, 11, 25), date(2026, 11, 25), False),
        (BirthDate(2014, 2, 28), date(2026, 3, 1), False),
        (BirthDate(2014), date(2026, 12, 30), True),
        (BirthDate(2014), date(2026, 12, 31), False),
        (BirthDate(2013), date(2026, 1, 1), False),
    ],
    ids=[
        "a day too young",
        "birthday",
        "leap",
        "year only",
        "end of year",
        "year before",
    ],
)
def test_age_is_never_guessed_upwards(born, today, younger):
    assert born.is_younger_than(12, today) is younger


def test_a_birth_date_does_not_print():
    assert "2001" not in repr(birth_date("03 MEI 2001"))
    assert "2001" not in str(birth_date("03 MEI 2001"))
