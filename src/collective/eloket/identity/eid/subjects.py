"""Whom does a certificate name? The subject, taken apart and never read as words."""

from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificate_errors import CertificateNumberError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import UNREADABLE
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from cryptography import x509
from cryptography.x509.oid import NameOID
from functools import lru_cache


def person_number(certificate: Certificate) -> NationalNumber:
    """Return the national number in the subject.

    A published specimen has a second ``serialNumber`` with words in it, so the one of
    eleven digits counts.

    :raises CertificateNumberError: there is none, two, or it is no number.
    """
    found = {
        str(attribute.value)
        for attribute in subject_name(certificate).get_attributes_for_oid(
            NameOID.SERIAL_NUMBER
        )
        if len(attribute.value) == 11 and str(attribute.value).isdigit()
    }
    if len(found) != 1:
        raise CertificateNumberError
    try:
        return NationalNumber.parse(found.pop())
    except InvalidNationalNumberError:
        raise CertificateNumberError from None


def subject_name(certificate: Certificate) -> x509.Name:
    """Return the subject, taken apart.

    :raises CertificateMalformedError: it is no name.
    """
    try:
        return certificate.parsed.subject
    except UNREADABLE:
        raise CertificateMalformedError from None


def name_part(certificate: Certificate, oid: x509.ObjectIdentifier) -> str:
    """Return one attribute of the subject; empty unless there is exactly one."""
    found = subject_name(certificate).get_attributes_for_oid(oid)
    return str(found[0].value).strip() if len(found) == 1 else ""


@lru_cache(maxsize=256)
def whole_name(certificate: Certificate) -> str:
    """Return the whole subject as RFC 4514 writes it; kept, for the Register's.

    :raises CertificateMalformedError: it is no name.
    """
    return subject_name(certificate).rfc4514_string()
