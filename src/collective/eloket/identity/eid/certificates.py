"""What does a certificate say? Parsed from its bytes, never from its name in words."""

from collective.eloket.identity.eid.certificate_errors import CertificateExpiredError
from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificate_errors import (
    CertificateNotYetValidError,
)
from collective.eloket.identity.eid.certificate_errors import CertificatePaddingError
from collective.eloket.identity.eid.der import parts
from collective.eloket.identity.eid.der import sequence_length
from collective.eloket.identity.eid.extensions import read_extensions
from collective.eloket.identity.eid.extensions import Rules
from collective.eloket.identity.eid.keys import PublicKey
from collective.eloket.identity.eid.keys import strong_key
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from functools import lru_cache

import hashlib


#: Larger ones are no certificate of the Belgian PKI.
LARGEST_CERTIFICATE_BYTES = 8192

#: What the library says of bytes that are no certificate it can read; TypeError is
#: that of a name written as a bit string.
UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True, eq=False)
class Certificate(Rules):
    """A certificate with the facts that our rules ask for, each read once.

    ``fingerprint``: SHA-256 of its bytes, as lower-case hexadecimal. How long a path
    may be is not asked: ours have one length.
    """

    parsed: x509.Certificate = field(repr=False)
    fingerprint: str
    subject_der: bytes = field(repr=False)
    issuer_der: bytes = field(repr=False)
    starts: datetime
    ends: datetime
    key_id: bytes | None
    key: PublicKey = field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Are these the same bytes?"""
        return isinstance(other, Certificate) and other.fingerprint == self.fingerprint

    def __hash__(self) -> int:
        """Go by the fingerprint: the rest follows from it."""
        return hash(self.fingerprint)

    def is_written_as(self, data: bytes) -> bool:
        """Is this the certificate in these bytes?"""
        return hashlib.sha256(data).hexdigest() == self.fingerprint

    @property
    def is_self_issued(self) -> bool:
        """Does it name itself as its authority?"""
        return self.subject_der == self.issuer_der

    @property
    def is_for_clients(self) -> bool:
        """Was it made to authenticate who calls?"""
        return ExtendedKeyUsageOID.CLIENT_AUTH.dotted_string in self.purposes


def read_certificate(data: bytes) -> Certificate:
    """Read a DER certificate, without anything behind it.

    :raises CertificateMalformedError: it is none.
    :raises WeakAlgorithmError: its key is too short or of a kind not used here.
    """
    if len(data) > LARGEST_CERTIFICATE_BYTES:
        raise CertificateMalformedError
    try:
        # the library reads some parts only when they are asked for: all are, here
        return _facts(x509.load_der_x509_certificate(data), data)
    except UNREADABLE:
        raise CertificateMalformedError from None


#: The same, for authorities and the Register, who come back with each card. The bytes
#: are the key, so nothing is believed that was not read.
read_known_certificate = lru_cache(maxsize=256)(read_certificate)


def without_padding(data: bytes) -> bytes:
    """Return the certificate in a file of a card: DER, then zeros.

    :raises CertificatePaddingError: something else than zeros stands behind it.
    :raises CertificateMalformedError: it is none.
    """
    end = sequence_length(data)
    if data.count(0, end) != len(data) - end:
        raise CertificatePaddingError
    return data[:end]


def check_in_time(certificate: Certificate, now: datetime) -> None:
    """Check the certificate's own term; ``now`` is aware, in UTC.

    :raises CertificateNotYetValidError: it is still to come.
    :raises CertificateExpiredError: it is over.
    """
    if now < certificate.starts:
        raise CertificateNotYetValidError
    if now > certificate.ends:
        raise CertificateExpiredError


def _facts(certificate: x509.Certificate, data: bytes) -> Certificate:
    found = parts(data)
    rules, key_id = read_extensions(certificate, found.extensions)
    return Certificate(
        parsed=certificate,
        fingerprint=hashlib.sha256(data).hexdigest(),
        subject_der=found.subject,
        issuer_der=found.issuer,
        starts=certificate.not_valid_before_utc,
        ends=certificate.not_valid_after_utc,
        key_id=key_id,
        key=key_of(certificate),
        **{name: getattr(rules, name) for name in Rules.__slots__},
    )


def key_of(certificate: x509.Certificate) -> PublicKey:
    """Return the certificate's key.

    :raises WeakAlgorithmError: it is too short or of a kind not used here.
    """
    return strong_key(certificate.public_key())
