"""What citizens say of themselves, checked and brought into one form."""

from collections.abc import Callable
from collective.eloket.http.language import LANGUAGES
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters.errors import InvalidChoiceError
from collective.eloket.parameters.errors import InvalidEmailError
from collective.eloket.parameters.errors import InvalidPhoneError
from collective.eloket.parameters.model import CHOICES
from collective.eloket.plaintext import is_plain
from collective.eloket.plaintext import plain
from email_validator import EmailNotValidError
from email_validator import validate_email
from phonenumbers import format_number
from phonenumbers import is_valid_number
from phonenumbers import NumberParseException
from phonenumbers import parse
from phonenumbers import PhoneNumberFormat

import functools


DELIVERIES = ("digital", "paper")
YES_OR_NO = ("yes", "no")

LONGEST_TEXT = 200


def plain_text(text: object) -> str:
    """Return a line of text without outer blanks.

    :raises InvalidChoiceError: no text, too long, or with signs that do not print.
    """
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise InvalidChoiceError
    line = " ".join(plain(text).split())
    if not is_plain(line):
        raise InvalidChoiceError
    return line


def email_address(text: object) -> str:
    """Return the address as mail servers want it; empty stays empty.

    :raises InvalidEmailError: not an address. Whether mail arrives is not looked at.
    """
    if text == "":
        return ""
    if not isinstance(text, str):
        raise InvalidEmailError
    try:
        found = validate_email(
            text.strip(), check_deliverability=False, test_environment=True
        )
    except EmailNotValidError:
        raise InvalidEmailError from None
    return found.normalized


def phone_number(text: object) -> str:
    """Return the number in the form of E.164; without country it is Belgian.

    :raises InvalidPhoneError: no such number can exist.
    """
    if text == "":
        return ""
    if not isinstance(text, str):
        raise InvalidPhoneError
    try:
        found = parse(text, "BE")
    except NumberParseException:
        raise InvalidPhoneError from None
    if not is_valid_number(found):
        raise InvalidPhoneError
    return format_number(found, PhoneNumberFormat.E164)


def national_number(text: object) -> str:
    """Return the digits; empty stays empty.

    :raises InvalidNationalNumberError: not a number of the national register.
    """
    if not isinstance(text, str):
        raise InvalidNationalNumberError
    return NationalNumber.parse(text).digits if text else ""


def one_of(allowed: tuple[str, ...], text: object) -> str:
    """Return the choice.

    :raises InvalidChoiceError: it is not on offer.
    """
    if text not in ("", *allowed):
        raise InvalidChoiceError
    return str(text)


CHECKS: dict[str, Callable[[object], str]] = {
    "given_names": plain_text,
    "family_name": plain_text,
    "national_number": national_number,
    "birth_date": plain_text,
    "street": plain_text,
    "postal_code": plain_text,
    "municipality": plain_text,
    "email": email_address,
    "phone": phone_number,
    "language": functools.partial(one_of, LANGUAGES),
    "delivery": functools.partial(one_of, DELIVERIES),
    **dict.fromkeys(CHOICES, functools.partial(one_of, YES_OR_NO)),
}
