"""Where in a certificate's bytes does what stand? DER, as far as that needs.

The names are compared as bytes (RFC 5280, section 7.1 lets an authority write its name
in one way only), so they need not be taken apart for each card.
"""

from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from typing import NamedTuple


SEQUENCE = 0x30
VERSION = 0xA0
EXTENSIONS = 0xA3


class Parts(NamedTuple):
    """Parts of a certificate, as they are written.

    ``extensions``: what stands in their sequence, one behind the other; may be empty.
    """

    issuer: bytes
    subject: bytes
    extensions: bytes


def sequence_length(data: bytes) -> int:
    """Return how many bytes the sequence at the start has (X.690, section 8.1.3).

    :raises CertificateMalformedError: there is no sequence, or it is cut off.
    """
    tag, _begins, ends = element(data, 0)
    if tag != SEQUENCE:
        raise CertificateMalformedError
    return ends


def parts(data: bytes) -> Parts:
    """Return the parts of a certificate (RFC 5280, section 4.1).

    :raises CertificateMalformedError: the bytes are no certificate.
    """
    _tag, at, _ends = element(data, 0)
    _tag, at, whole = element(data, at)
    tag, _begins, ends = element(data, at)
    if tag == VERSION:
        _tag, _begins, ends = element(data, ends)
    _tag, _begins, issuer_at = element(data, ends)
    _tag, _begins, issuer_ends = element(data, issuer_at)
    _tag, _begins, subject_at = element(data, issuer_ends)
    _tag, _begins, subject_ends = element(data, subject_at)
    return Parts(
        data[issuer_at:issuer_ends],
        data[subject_at:subject_ends],
        extensions(data, subject_ends, whole),
    )


def extensions(data: bytes, at: int, whole: int) -> bytes:
    """Return what stands in the sequence of extensions; ``at`` is where the key is."""
    _tag, _begins, at = element(data, at)
    while at < whole:
        tag, begins, at = element(data, at)
        if tag == EXTENSIONS:
            _tag, begins, ends = element(data, begins)
            return data[begins:ends]
    return b""


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
