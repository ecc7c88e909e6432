"""Does the authority's list name the certificate? (RFC 5280, section 5)"""

from collective.eloket.identity.eid.certificate_errors import CardRevokedError
from collective.eloket.identity.eid.certificate_errors import CardSuspendedError
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import UNREADABLE
from collective.eloket.identity.eid.signatures import listed_hash
from collective.eloket.identity.eid.subjects import subject_name
from cryptography import x509
from datetime import datetime
from datetime import timedelta
from functools import lru_cache


#: How far the authority's clock may be off.
SKEW = timedelta(seconds=60)


def check_list(
    data: bytes, certificate: Certificate, issuer: Certificate, now: datetime
) -> datetime:
    """Check the certificate against a list; return until when that is in force.

    :raises CardRevokedError: the authority took the certificate back.
    :raises CardSuspendedError: it is on hold.
    :raises RevocationUnknownError: the list may not be believed, or is over.
    """
    found = read_list(data, issuer)
    until = check_times(found, now)
    entry = found.get_revoked_certificate_by_serial_number(
        certificate.parsed.serial_number
    )
    if entry is not None:
        refuse(entry)
    return until


def check_whole(data: bytes, issuer: Certificate, now: datetime) -> datetime:
    """Check a list as such, about nobody; return until when it is in force.

    :raises RevocationUnknownError: the list may not be believed, or is over.
    """
    return check_times(read_list(data, issuer), now)


# A list is large and is asked of again and again. The bytes are the key; a list that is
# refused is not kept.
@lru_cache(maxsize=16)
def read_list(data: bytes, issuer: Certificate) -> x509.CertificateRevocationList:
    """Return the whole list of this authority in these bytes, DER.

    :raises RevocationUnknownError: it is none.
    """
    try:
        found = x509.load_der_x509_crl(data)
    except UNREADABLE:
        raise RevocationUnknownError("no list") from None
    check_scope(found)
    check_signature(found, issuer)
    return found


def check_signature(found: x509.CertificateRevocationList, issuer: Certificate) -> None:
    """Check that the authority signed the list, with a key that may.

    :raises RevocationUnknownError: somebody else did, or with SHA-1.
    """
    if listed_hash(found) is None:
        raise RevocationUnknownError("weak algorithm")
    if found.issuer != subject_name(issuer) or not issuer.signs_lists:
        raise RevocationUnknownError("another authority's list", is_final=True)
    if not found.is_signature_valid(issuer.key):
        raise RevocationUnknownError("not signed by the authority", is_final=True)


def check_scope(found: x509.CertificateRevocationList) -> None:
    """Check that the list is whole: about every certificate of its authority.

    :raises RevocationUnknownError: it holds changes only, a part only, or says
        something critical that is not known here (section 5.2).
    """
    try:
        critical = [one.value for one in found.extensions if one.critical]
    except UNREADABLE:
        raise RevocationUnknownError("extensions") from None
    if not all(is_whole(value) for value in critical):
        raise RevocationUnknownError("a list in parts")


def is_whole(value: x509.ExtensionType) -> bool:
    """Does this extension only say where a whole list is published (5.2.5)?"""
    if not isinstance(value, x509.IssuingDistributionPoint):
        return False
    return not (
        value.only_contains_user_certs
        or value.only_contains_ca_certs
        or value.only_contains_attribute_certs
        or value.indirect_crl
        or value.only_some_reasons
    )


def check_times(found: x509.CertificateRevocationList, now: datetime) -> datetime:
    """Return until when the list is in force.

    :raises RevocationUnknownError: it is of the future, over, or names no end.
    """
    ends = found.next_update_utc
    if found.last_update_utc > now + SKEW:
        raise RevocationUnknownError("of the future")
    if ends is None or now > ends:
        raise RevocationUnknownError("over")
    return ends


def refuse(entry: x509.RevokedCertificate) -> None:
    """Say why the certificate stands on the list.

    :raises CardSuspendedError: it is on hold.
    :raises CardRevokedError: everything else.
    """
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except (x509.ExtensionNotFound, *UNREADABLE):
        raise CardRevokedError from None
    if reason is x509.ReasonFlags.certificate_hold:
        raise CardSuspendedError
    raise CardRevokedError
