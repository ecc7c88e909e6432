from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber

import pytest


def with_check_digits(nine: str, after_2000: bool) -> str:
    """Make a number right (Royal Decree of 3 April 1984, article 1)."""
    base = int(("2" if after_2000 else "") + nine)
    return f"{nine}{97 - base % 97:02}"


@pytest.mark.parametrize("nine, after", [("850730033", False), ("010101001", True)])
def test_a_number_with_right_check_digits_is_read(nine, after):
    digits = with_check_digits(nine, after)
    assert NationalNumber.parse(digits).digits == digits


def test_dots_and_dashes_do_not_matter():
    assert NationalNumber.parse("85.07.30-033.28").digits == "85073003328"


@pytest.mark.parametrize(
    "text",
    [
        "85073003329",
        "8507300332",
        "",
        "eleven sign",
        85073003328,
        None,
        ["85073003328"],
    ],
    ids=[
        "wrong check digits",
        "too short",
        "empty",
        "letters",
        "integer",
        "none",
        "list",
    ],
)
def test_is_refused(text):
    with pytest.raises(InvalidNationalNumberError):
        NationalNumber.parse(text)


def test_only_its_ending_is_ever_shown():
    number = NationalNumber.parse("85073003328")
    assert number.ending == "28"
    assert "8507" not in repr(number) + str(number) + f"{number}"


def test_the_refusal_does_not_hold_the_number():
    with pytest.raises(InvalidNationalNumberError) as caught:
        NationalNumber.parse("85073003329")
    assert "8507" not in str(caught.value)
    assert caught.value.__suppress_context__
