"""Numbers with a check and addresses: how an answer is brought into one form."""

from collective.eloket.catalogue.problems import NO_BOX
from collective.eloket.catalogue.problems import NO_ENTERPRISE
from collective.eloket.catalogue.problems import NO_HOUSE_NUMBER
from collective.eloket.catalogue.problems import NO_IBAN
from collective.eloket.catalogue.problems import NO_MUNICIPALITY
from collective.eloket.catalogue.problems import NO_NATIONAL_NUMBER
from collective.eloket.catalogue.problems import NO_PHONE
from collective.eloket.catalogue.problems import NO_POSTAL_CODE
from collective.eloket.catalogue.problems import NO_STREET
from collective.eloket.catalogue.problems import NOT_PLAIN
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.problems import TOO_LONG
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.parameters.checks import phone_number
from collective.eloket.parameters.errors import InvalidPhoneError
from collective.eloket.plaintext import is_plain
from collective.eloket.plaintext import plain
from stdnum import iban
from stdnum.exceptions import ValidationError
from typing import Any
from zope.i18nmessageid import Message

import re


#: Longer than any of these is written.
LONGEST_NUMBER = 50
LONGEST_PART = 200

#: Parts of an address in the order of the page: name, pattern, words when not right.
PARTS: tuple[tuple[str, re.Pattern[str], Message], ...] = (
    ("street", re.compile(r".*\w.*"), NO_STREET),
    ("number", re.compile(r"\d[\w /-]{0,15}"), NO_HOUSE_NUMBER),
    ("box", re.compile(r"[\w ./-]{0,10}"), NO_BOX),
    # four digits, from 1000 on: bpost, postal codes
    ("postal_code", re.compile(r"[1-9][0-9]{3}"), NO_POSTAL_CODE),
    ("municipality", re.compile(r".*\w.*"), NO_MUNICIPALITY),
)
PART_NAMES = tuple(name for name, _pattern, _words in PARTS)


def _short(sent: Any, message: Message) -> str:
    if not isinstance(sent, str) or len(sent) > LONGEST_NUMBER:
        raise Problem(message)
    return sent.strip()


def national_number(sent: Any) -> str | None:
    """Return the eleven digits; None when nothing was typed.

    :raises Problem: its check digits are not right, or it is none.
    """
    text = _short(sent, NO_NATIONAL_NUMBER)
    if not text:
        return None
    try:
        return NationalNumber.parse(text).digits
    except InvalidNationalNumberError:
        raise Problem(NO_NATIONAL_NUMBER) from None


def enterprise_number(sent: Any) -> str | None:
    """Return ``0999.999.922``; None when nothing was typed. See OrganisationNumber.

    :raises Problem: it is none, or that of an association.
    """
    text = _short(sent, NO_ENTERPRISE)
    if not text:
        return None
    try:
        number = OrganisationNumber.parse(text)
    except InvalidOrganisationNumberError:
        raise Problem(NO_ENTERPRISE) from None
    if number.is_association:
        raise Problem(NO_ENTERPRISE)
    return number.shown


def phone(sent: Any) -> str | None:
    """Return the number in the form of E.164; None when nothing was typed.

    :raises Problem: no such number can exist.
    """
    text = _short(sent, NO_PHONE)
    try:
        return phone_number(text) or None
    except InvalidPhoneError:
        raise Problem(NO_PHONE) from None


def bank_account(sent: Any) -> str | None:
    """Return the IBAN in groups of four; None when nothing was typed.

    :raises Problem: its country, length or check digits are not right (ISO 13616).
    """
    text = _short(sent, NO_IBAN)
    if not text:
        return None
    try:
        return iban.format(iban.validate(text.upper(), check_country=False))
    except ValidationError:
        raise Problem(NO_IBAN) from None


def address(sent: Any) -> dict[str, str] | None:
    """Return ``{street, number, box, postal_code, municipality}``; None when empty.

    A form sends the parts as a list in that order, a program as an object.

    :raises Problem: the first part that is not right.
    """
    parts = address_parts(sent)
    if not any(parts.values()):
        return None
    for name, pattern, message in PARTS:
        value = parts[name]
        if not pattern.fullmatch(value):
            raise Problem(message)
        if len(value) > LONGEST_PART:
            raise Problem(TOO_LONG)
    return parts


def parts_meant(message: Message | None) -> frozenset[str]:
    """Return of which parts of an address this is told: one, or all that are needed."""
    if message is None:
        return frozenset()
    told = frozenset(name for name, _pattern, words in PARTS if words == message)
    return told or frozenset(PART_NAMES) - {"box"}


def address_parts(sent: Any) -> dict[str, str]:
    """Return the parts as they were typed, without outer blanks.

    :raises Problem: it is no address at all.
    """
    values = sent
    if isinstance(sent, dict) and set(sent) <= set(PART_NAMES):
        values = [sent.get(name) or "" for name in PART_NAMES]
    if not isinstance(values, list) or len(values) != len(PARTS):
        raise Problem(NO_STREET)
    if not all(isinstance(one, str) for one in values):
        raise Problem(NO_STREET)
    lines = [" ".join(plain(one).split()) for one in values]
    if not all(map(is_plain, lines)):
        raise Problem(NOT_PLAIN)
    return dict(zip(PART_NAMES, lines, strict=True))


def address_line(parts: dict[str, str]) -> str:
    """Return an address as it stands on a letter, on one line."""
    box = f"/{parts['box']}" if parts["box"] else ""
    street = f"{parts['street']} {parts['number']}".strip() + box
    return f"{street}, {parts['postal_code']} {parts['municipality']}"
