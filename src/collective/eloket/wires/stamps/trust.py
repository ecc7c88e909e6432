"""Which authorities are believed: the certificates of one file, and nobody else."""

from asn1crypto import x509
from asn1crypto.pem import unarmor
from collective.eloket.wires.stamps.errors import StampTrustError
from datetime import datetime
from pathlib import Path
from pyhanko_certvalidator import ValidationContext


def read_anchors(path: Path | None) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM file.

    :raises StampTrustError: there is no such file, or nothing of that kind in it.
    """
    if path is None:
        raise StampTrustError("ELOKET_STAMP_TRUST names no file with authorities")
    try:
        found = unarmor(path.read_bytes(), multiple=True)
        anchors = tuple(x509.Certificate.load(der) for _kind, _headers, der in found)
    except (OSError, ValueError) as error:
        raise StampTrustError(f"{path}: {type(error).__name__}") from None
    return anchors


def trust_in(
    anchors: tuple[x509.Certificate, ...], moment: datetime | None = None
) -> ValidationContext:
    """Return what vouches at a moment, by itself now; asks nobody.

    What was revoked since is the reader's question; the stamp holds the time.
    """
    return ValidationContext(trust_roots=anchors, moment=moment, allow_fetching=False)
