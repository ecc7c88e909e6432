"""Did this key sign this? Three kinds of signatures, strictly read."""

from collective.eloket.identity.eid.certificate_errors import WeakAlgorithmError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.errors import SignatureMalformedError
from collective.eloket.identity.eid.errors import SignaturePaddingError
from collective.eloket.identity.eid.keys import PublicKey
from cryptography.exceptions import InvalidSignature
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import HashAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.hashes import SHA512
from typing import Protocol


#: Name of a hash in a certificate's signature → the algorithm. SHA-1 is not here.
HASHES: dict[str, HashAlgorithm] = {
    one.name: one for one in (SHA256(), SHA384(), SHA512())
}


def check_algorithm(certificate: Certificate) -> None:
    """Check that the certificate itself is signed with a hash that still holds.

    :raises WeakAlgorithmError: with SHA-1 or another hash that is not listed.
    """
    certificate_hash(certificate)


def certificate_hash(certificate: Certificate) -> HashAlgorithm:
    """Return the hash with which the certificate is signed.

    :raises WeakAlgorithmError: SHA-1 or another hash that is not listed.
    """
    found = listed_hash(certificate.parsed)
    if found is None:
        raise WeakAlgorithmError
    return found


class Signed(Protocol):
    """A certificate, a list, or a responder's answer."""

    @property
    def signature_hash_algorithm(self) -> HashAlgorithm | None:
        """The hash of its signature; reading it may raise UnsupportedAlgorithm."""


def listed_hash(signed: Signed) -> HashAlgorithm | None:
    """Return the hash with which something is signed, or None: not one of ours."""
    try:
        found = signed.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return None
    return None if found is None else HASHES.get(found.name)


def is_signed(
    key: PublicKey, signature: bytes, data: bytes, algorithm: HashAlgorithm
) -> bool:
    """Is this the key's signature (RSA PKCS#1 v1.5, or ECDSA in DER) over the data?"""
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), algorithm)
        else:
            key.verify(signature, data, ec.ECDSA(algorithm))
    except InvalidSignature:
        return False
    return True


def bare_signature(file: bytes, key: PublicKey) -> bytes:
    """Return the signature in a card's signature file, without the zeros behind it.

    An RSA signature is as long as its key; an ECDSA one says its own length
    (SEC 1, C.8: a DER sequence).

    :raises SignatureMalformedError: it is cut off, or no signature of the key's kind.
    :raises SignaturePaddingError: something else than zeros stands behind it.
    """
    if isinstance(key, RSAPublicKey):
        end = (key.key_size + 7) // 8
    else:
        end = ecdsa_length(file)
    if len(file) < end:
        raise SignatureMalformedError
    if file.count(0, end) != len(file) - end:
        raise SignaturePaddingError
    return file[:end]


def ecdsa_length(file: bytes) -> int:
    """Return how long the DER signature at the start of the file is.

    Signatures of P-256 and P-384 are shorter than 128 bytes, so the length is one byte.

    :raises SignatureMalformedError: it is none.
    """
    if len(file) < 2 or file[0] != 0x30 or file[1] >= 0x80:
        raise SignatureMalformedError
    return 2 + file[1]
