"""Did the National Register sign this identity, and this address for it?"""

from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.errors import AddressSignatureError
from collective.eloket.identity.eid.errors import CardFileTooLargeError
from collective.eloket.identity.eid.errors import IdentitySignatureError
from collective.eloket.identity.eid.signatures import bare_signature
from collective.eloket.identity.eid.signatures import certificate_hash
from collective.eloket.identity.eid.signatures import is_signed
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import HashAlgorithm
from cryptography.hazmat.primitives.hashes import SHA384


#: A signature file has 256 bytes; RSA-4096 would have 512.
LARGEST_SIGNATURE_FILE_BYTES = 1024


def check_identity_signature(
    register: Certificate, identity: bytes, signature_file: bytes
) -> None:
    """Check the signature over the whole identity file.

    Source: Fedict eid-mw, "Belgian Electronic Identity Card content" v5.4, section 6;
    checked on published specimens of both generations.

    :raises IdentitySignatureError: the Register did not sign this file.
    :raises SignatureMalformedError: the signature file is none.
    :raises SignaturePaddingError: something stands in its padding.
    """
    _check_size(signature_file)
    signature = bare_signature(signature_file, register.key)
    if not is_signed(register.key, signature, identity, _hash(register)):
        raise IdentitySignatureError


def check_address_signature(
    register: Certificate,
    address: bytes,
    identity_signature_file: bytes,
    signature_file: bytes,
) -> None:
    """Check the signature over the address, which ties it to one identity.

    Signed are the address file without the zeros at its end, and then the identity's
    signature file exactly as the card holds it, with the zeros at *its* end.

    :raises AddressSignatureError: the Register did not sign this address for this
        identity.
    :raises SignatureMalformedError: the signature file is none.
    :raises SignaturePaddingError: something stands in its padding.
    """
    _check_size(signature_file)
    signature = bare_signature(signature_file, register.key)
    signed = address.rstrip(b"\0") + identity_signature_file
    if not is_signed(register.key, signature, signed, _hash(register)):
        raise AddressSignatureError


def _hash(register: Certificate) -> HashAlgorithm:
    """Return the hash of the Register's signatures.

    SHA-384 for keys on a curve; else that of the signature of the certificate itself.
    Source: e-Contract commons-eid, ``BeIDIntegrity``.
    """
    if isinstance(register.key, EllipticCurvePublicKey):
        return SHA384()
    return certificate_hash(register)


def _check_size(signature_file: bytes) -> None:
    if len(signature_file) > LARGEST_SIGNATURE_FILE_BYTES:
        raise CardFileTooLargeError
