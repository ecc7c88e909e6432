"""A seal that proves nothing, for sandboxes and tests: its key is made on the spot."""

from collective.eloket.documents.interfaces import ISealer
from collective.eloket.documents.seal.keys import SealKey
from collective.eloket.interfaces import IStandIn
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from datetime import datetime
from datetime import UTC
from functools import cache
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)

#: What readers of the PDF are told about who sealed it.
NOBODY = "SANDBOX - no seal of any municipality"


@implementer(ISealer, IStandIn)
class SandboxSealer:
    """Seals with a key of nobody; it makes ``ready`` red outside the sandbox."""

    def seal(self, pdf: bytes, title: str) -> bytes:
        """See ISealer."""
        from collective.eloket.documents.seal.signing import sealed

        logger.warning("a letter was sealed with a key of nobody: set ELOKET_SEAL_KEY")
        return sealed(pdf, key_of_nobody(), title, None)

    def check(self) -> None:
        """See ISealer: nothing is amiss but the seal itself."""


@cache
def key_of_nobody() -> SealKey:
    """Return a key of this process with a certificate by itself."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NOBODY)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .sign(private, hashes.SHA256())
    )
    return SealKey(private, certificate)
