"""Where in a certificate's bytes do the names stand? DER, as far as that needs.

The names are compared as bytes (RFC 5280, section 7.1 lets an authority write its name
in one way only), so they need not be taken apart for each card.
"""

from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError


SEQUENCE = 0x30
VERSION = 0xA0


def sequence_length(data: bytes) -> int:
    """Return how many bytes the sequence at the start has (X.690, section 8.1.3).

    :raises CertificateMalformedError: there is no sequence, or it is cut off.
    """
    tag, _begins, ends = element(data, 0)
    if tag != SEQUENCE:
        raise CertificateMalformedError
    return ends


def names(data: bytes) -> tuple[bytes, bytes]:
    """Return issuer and subject of a certificate, as they are written (RFC 5280, 4.1).

    :raises CertificateMalformedError: the bytes are no certificate.
    """
    _tag, at, _ends = element(data, 0)
    _tag, at, _ends = element(data, at)
    tag, _begins, ends = element(data, at)
    if tag == VERSION:
        _tag, _begins, ends = element(data, ends)
    _tag, _begins, issuer_at = element(data, ends)
    _tag, _begins, issuer_ends = element(data, issuer_at)
    _tag, _begins, subject_at = element(data, issuer_ends)
    _tag, _begins, subject_ends = element(data, subject_at)
    return data[issuer_at:issuer_ends], data[subject_at:subject_ends]


def element(data: bytes, at: int) -> tuple[int, int, int]:
    """Return tag, start of the content, and end of the element that begins there."""
    try:
        length, begins = data[at + 1], at + 2
        if length >= 0x80:
            size = length & 0x7F
            begins += size
            length = int.from_bytes(data[at + 2 : begins])
            if size not in (1, 2):
                raise CertificateMalformedError
        tag = data[at]
    except IndexError:
        raise CertificateMalformedError from None
    if begins + length > len(data):
        raise CertificateMalformedError
    return tag, begins, begins + length
