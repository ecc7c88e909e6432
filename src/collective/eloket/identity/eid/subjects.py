"""Whom does a certificate name? The subject, taken apart and never read as words."""

from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificate_errors import CertificateNumberError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import UNREADABLE
from collective.eloket.identity.eid.der import element
from collective.eloket.identity.eid.der import SEQUENCE
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from cryptography import x509
from functools import lru_cache

import re


#: Attributes of a name (X.520), by the last number of their identifier 2.5.4.x.
SURNAME = 4
SERIAL_NUMBER = 5
GIVEN_NAME = 42

#: How all of them begin, as DER: three bytes of identifier, of which two are 2.5.4.
BEGINNING = b"\x06\x03\x55\x04"
LONG_NUMBER = 0x80
SET = 0x31
UTF8 = 0x0C
PRINTABLE = 0x13
#: What may stand in a printable string (X.680, section 41.4).
PRINTABLES = re.compile(rb"[A-Za-z0-9 '()+,\-./:=?]*")

Attributes = tuple[tuple[int, str], ...]


def person(certificate: Certificate) -> tuple[NationalNumber, str, str]:
    """Return number, family name and given names of whom the certificate names.

    A name that is not there is empty.

    :raises CertificateNumberError: it has no national number, two, or none that is one.
    """
    found = attributes(certificate)
    return number_in(found), name_in(found, SURNAME), name_in(found, GIVEN_NAME)


def person_number(certificate: Certificate) -> NationalNumber:
    """Return the national number in the subject.

    :raises CertificateNumberError: there is none, two, or it is no number.
    """
    return number_in(attributes(certificate))


def number_in(said: Attributes) -> NationalNumber:
    """Return the national number among the attributes of a subject.

    A published specimen has a second ``serialNumber`` with words in it, so the one of
    eleven digits counts.

    :raises CertificateNumberError: there is none, two, or it is no number.
    """
    found = {
        text
        for kind, text in said
        if kind == SERIAL_NUMBER and len(text) == 11 and text.isdigit()
    }
    if len(found) != 1:
        raise CertificateNumberError
    try:
        return NationalNumber.parse(found.pop())
    except InvalidNationalNumberError:
        raise CertificateNumberError from None


def name_in(said: Attributes, kind: int) -> str:
    """Return one attribute of a subject; empty unless there is exactly one."""
    found = [text for one, text in said if one == kind]
    return found[0].strip() if len(found) == 1 else ""


def attributes(certificate: Certificate) -> Attributes:
    """Return the attributes 2.5.4.x of the subject, in their order: x, and the text.

    What authorities write is read here; anything else, the library reads.

    :raises CertificateMalformedError: it is no name.
    """
    found = plain(certificate.subject_der)
    if found is not None:
        return found
    return tuple(
        (int(one.oid.dotted_string.rpartition(".")[2]), str(one.value))
        for one in subject_name(certificate)
        if one.oid.dotted_string.rpartition(".")[0] == "2.5.4"
    )


def plain(name: bytes) -> Attributes | None:
    """Return the attributes of a name as all authorities write one, or None.

    That is: each in a set of its own, of the kind 2.5.4.x, in UTF-8 or printable.
    """
    try:
        _tag, at, end = element(name, 0)
        found = []
        while at < end:
            tag, begins, at = element(name, at)
            inner, begins, ends = element(name, begins)
            text = plain_text(name, begins + len(BEGINNING) + 1, ends)
            if (
                tag != SET
                or inner != SEQUENCE
                or ends != at
                or not name.startswith(BEGINNING, begins)
                or name[begins + len(BEGINNING)] >= LONG_NUMBER
                or text is None
            ):
                return None
            found.append((name[begins + len(BEGINNING)], text))
    except (CertificateMalformedError, UnicodeDecodeError, IndexError):
        return None
    return tuple(found)


def plain_text(name: bytes, at: int, end: int) -> str | None:
    """Return the text of an attribute, or None: it is of another kind."""
    tag, begins, ends = element(name, at)
    value = name[begins:ends]
    if ends != end or tag not in (UTF8, PRINTABLE):
        return None
    if tag == PRINTABLE and not PRINTABLES.fullmatch(value):
        return None
    return value.decode()


def subject_name(certificate: Certificate) -> x509.Name:
    """Return the subject, taken apart by the library.

    :raises CertificateMalformedError: it is no name.
    """
    try:
        return certificate.parsed.subject
    except UNREADABLE:
        raise CertificateMalformedError from None


@lru_cache(maxsize=256)
def whole_name(certificate: Certificate) -> str:
    """Return the whole subject as RFC 4514 writes it; kept, for the Register's.

    :raises CertificateMalformedError: it is no name.
    """
    return subject_name(certificate).rfc4514_string()
