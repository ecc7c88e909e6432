"""A question to an authority's responder, and what its answer proves (RFC 6960)."""

from collective.eloket.errors import CardError
from collective.eloket.identity.eid.certificate_errors import CardRevokedError
from collective.eloket.identity.eid.certificate_errors import CardSuspendedError
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import check_in_time
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.certificates import UNREADABLE
from collective.eloket.identity.eid.signatures import is_signed
from collective.eloket.identity.eid.signatures import listed_hash
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from datetime import datetime
from datetime import timedelta

import hmac
import secrets


#: How far the responder's clock may be off.
SKEW = timedelta(seconds=60)
#: An answer that does not repeat our nonce, or names no end, is believed this long.
FRESH = timedelta(minutes=15)
NONCE_BYTES = 32
#: RFC 5019, section 2.1.1: certificates are named by SHA-1, which every responder
#: knows. It only finds the certificate; nothing is believed because of it.
NAMED_BY = SHA1()  # noqa: S303 - a name, not a proof


def ask(certificate: Certificate, issuer: Certificate) -> tuple[bytes, bytes]:
    """Return the question about a certificate, and the nonce in it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    question = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(certificate.parsed, issuer.parsed, NAMED_BY)
        .add_extension(x509.OCSPNonce(nonce), critical=False)
        .build()
    )
    return question.public_bytes(Encoding.DER), nonce


def check_answer(
    data: bytes,
    certificate: Certificate,
    issuer: Certificate,
    nonce: bytes,
    now: datetime,
) -> datetime:
    """Check the answer; return until when it is in force (aware, UTC).

    :raises CardRevokedError: the authority took the certificate back.
    :raises CardSuspendedError: it is on hold.
    :raises RevocationUnknownError: the answer may not be believed, or says nothing.
    """
    answer = read_answer(data)
    check_signer(answer, issuer, now)
    repeats_nonce = check_nonce(answer, nonce)
    single = single_answer(answer, certificate, issuer)
    until = check_times(single, repeats_nonce, now)
    check_status(single)
    return until


def read_answer(data: bytes) -> ocsp.OCSPResponse:
    """Return the answer, if it is one that says something (section 4.2.1)."""
    try:
        answer = ocsp.load_der_ocsp_response(data)
    except ValueError:
        raise RevocationUnknownError("no OCSP answer") from None
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise RevocationUnknownError("the responder gives no answer")
    return answer


def check_signer(answer: ocsp.OCSPResponse, issuer: Certificate, now: datetime) -> None:
    """Check that the authority, or who it appointed, signed the answer (4.2.2.2).

    :raises RevocationUnknownError: somebody else did, or with SHA-1.
    """
    algorithm = listed_hash(answer)
    if algorithm is None:
        raise RevocationUnknownError("weak algorithm")
    for signer in [issuer, *appointed(answer, issuer, now)]:
        if is_signed(
            signer.key, answer.signature, answer.tbs_response_bytes, algorithm
        ):
            return
    raise RevocationUnknownError("signed by a stranger", is_final=True)


def appointed(
    answer: ocsp.OCSPResponse, issuer: Certificate, now: datetime
) -> list[Certificate]:
    """Return the responder's certificates in the answer that the authority issued.

    They must say that they are for this (``id-kp-OCSPSigning``) and that nobody needs
    to ask about them in turn (``id-pkix-ocsp-nocheck``, section 4.2.2.2.1).
    """
    return [
        found
        for one in answer.certificates
        if (found := responder(one, issuer, now)) is not None
    ]


def responder(
    certificate: x509.Certificate, issuer: Certificate, now: datetime
) -> Certificate | None:
    """Return a certificate of the answer if it may sign for the authority, or None."""
    try:
        found = read_certificate(certificate.public_bytes(Encoding.DER))
        check_in_time(found, now)
        certificate.verify_directly_issued_by(issuer.parsed)
        certificate.extensions.get_extension_for_class(x509.OCSPNoCheck)
    except (CardError, InvalidSignature, x509.ExtensionNotFound, *UNREADABLE):
        return None
    may_sign = ExtendedKeyUsageOID.OCSP_SIGNING.dotted_string in found.purposes
    return found if may_sign and found.signs_answers else None


def check_nonce(answer: ocsp.OCSPResponse, nonce: bytes) -> bool:
    """Does the answer repeat our nonce? A responder may leave it out (RFC 9654).

    :raises RevocationUnknownError: it holds another one.
    """
    try:
        found = answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return False
    except UNREADABLE:
        raise RevocationUnknownError("extensions", is_final=True) from None
    if not hmac.compare_digest(found, nonce):
        raise RevocationUnknownError("another nonce", is_final=True)
    return True


def single_answer(
    answer: ocsp.OCSPResponse, certificate: Certificate, issuer: Certificate
) -> ocsp.OCSPSingleResponse:
    """Return the part about our certificate.

    :raises RevocationUnknownError: there is none, or more than one.
    """
    asked = (
        ocsp.OCSPRequestBuilder()
        .add_certificate(certificate.parsed, issuer.parsed, NAMED_BY)
        .build()
    )
    found = [
        one
        for one in answer.responses
        if one.serial_number == asked.serial_number
        and one.hash_algorithm.name == NAMED_BY.name
        and one.issuer_name_hash == asked.issuer_name_hash
        and one.issuer_key_hash == asked.issuer_key_hash
    ]
    if len(found) != 1:
        raise RevocationUnknownError("about another certificate", is_final=True)
    return found[0]


def check_times(
    single: ocsp.OCSPSingleResponse, repeats_nonce: bool, now: datetime
) -> datetime:
    """Check that the answer is of now; return until when it is in force.

    :raises RevocationUnknownError: it is of the future, over, or too old.
    """
    begins, ends = single.this_update_utc, single.next_update_utc
    if begins > now + SKEW:
        raise RevocationUnknownError("of the future")
    if ends is not None and now > ends + SKEW:
        raise RevocationUnknownError("over")
    if (ends is None or not repeats_nonce) and now > begins + FRESH:
        raise RevocationUnknownError("too old")
    return now if ends is None else ends


def check_status(single: ocsp.OCSPSingleResponse) -> None:
    """:raises CardRevokedError: taken back. :raises CardSuspendedError: on hold.

    :raises RevocationUnknownError: the authority does not know the certificate.
    """
    status = single.certificate_status
    if status is ocsp.OCSPCertStatus.GOOD:
        return
    if status is ocsp.OCSPCertStatus.UNKNOWN:
        raise RevocationUnknownError("unknown to its authority", is_final=True)
    if single.revocation_reason is x509.ReasonFlags.certificate_hold:
        raise CardSuspendedError
    raise CardRevokedError
