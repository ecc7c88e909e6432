"""Did this card answer our question, for our site, just now? Web eID tokens."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.token_errors import TokenAlgorithmError
from collective.eloket.identity.eid.token_errors import TokenFormatError
from collective.eloket.identity.eid.token_errors import TokenMalformedError
from collective.eloket.identity.eid.token_errors import TokenSignatureError
from collective.eloket.identity.eid.token_errors import TokenTooLongError
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import HashAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.hashes import SHA512
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import base64
import binascii
import hashlib
import json
import re


#: Source of the format, its limits and what is signed: web-eid-system-architecture-doc,
#: and web-eid-authtoken-validation-java, ``AuthTokenValidatorImpl``.
SHORTEST_TOKEN = 100
LONGEST_TOKEN = 10_000
#: 1.0 of the desktop, 1.1 of mobile; a third number would be another text.
FORMAT = re.compile(r"web-eid:1(?:\.[01])?")
#: What a 1.1 token adds; it is of no use for signing in and must only be well made.
SUPPORTED = "supportedSignatureAlgorithms"
SUPPORTED_NAMES = ("cryptoAlgorithm", "hashFunction", "paddingScheme")

HASHES: Mapping[str, HashAlgorithm] = {
    "256": SHA256(),
    "384": SHA384(),
    "512": SHA512(),
}
MAKERS = {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512}
ALGORITHM = re.compile(r"(ES|PS|RS)(256|384|512)")


@dataclass(frozen=True, slots=True)
class Token:
    """A well-made answer of the extension; nothing of it is proven yet."""

    certificate: Certificate = field(repr=False)
    algorithm: str
    signature: bytes = field(repr=False)
    format: str


def read_token(sent: object) -> Token:
    """Read the extension's answer: its JSON object, or that as a text.

    :raises TokenTooLongError: longer than 10,000 signs.
    :raises TokenMalformedError: a part is absent, or of another kind.
    :raises TokenFormatError: a version that is not known here.
    :raises TokenAlgorithmError: an algorithm that is not known here.
    :raises CertificateMalformedError: the certificate cannot be read.
    """
    found = token_object(sent)
    version = text_of(found, "format")
    if not FORMAT.fullmatch(version):
        raise TokenFormatError
    algorithm = text_of(found, "algorithm")
    if not ALGORITHM.fullmatch(algorithm):
        raise TokenAlgorithmError
    if version == "web-eid:1.1":
        check_mobile(found)
    return Token(
        certificate=read_certificate(bytes_of(found, "unverifiedCertificate")),
        algorithm=algorithm,
        signature=bytes_of(found, "signature"),
        format=version,
    )


def check_token(token: Token, nonce: str, origin: str) -> None:
    """Check that the card signed this nonce for this origin.

    Signed is H(origin) and H(nonce), one behind the other, hashed once more by the
    signature itself. Another origin, another nonce or another key all end here: the
    token tells only that they do not belong together.

    ``nonce``: as it was given to the page (base64, at least 44 signs); ``origin``:
    ``https://host[:port]`` of the configuration.

    :raises TokenAlgorithmError: the algorithm is not one of the certificate's key.
    :raises TokenSignatureError: the card did not sign this.
    """
    kind, bits = token.algorithm[:2], token.algorithm[2:]
    check = CHECKS[kind]
    signed = digest(bits, origin) + digest(bits, nonce)
    try:
        check(token, HASHES[bits], signed)
    except InvalidSignature:
        raise TokenSignatureError from None


def digest(bits: str, text: str) -> bytes:
    """Return the hash of a text."""
    return MAKERS[bits](text.encode()).digest()


def check_ecdsa(token: Token, algorithm: HashAlgorithm, signed: bytes) -> None:
    """Check a signature that is written as R and S, each as long as the curve.

    The hash must have the curve's size, as in RFC 7518, section 3.4.
    """
    key = token.certificate.key
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TokenAlgorithmError
    size = (key.key_size + 7) // 8
    if algorithm.digest_size != min(size, 64):
        raise TokenAlgorithmError
    if len(token.signature) != 2 * size:
        raise TokenSignatureError
    r = int.from_bytes(token.signature[:size])
    s = int.from_bytes(token.signature[size:])
    key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(algorithm))


def check_rsa_pkcs1(token: Token, algorithm: HashAlgorithm, signed: bytes) -> None:
    """Check an RSA signature of PKCS#1 v1.5 (RFC 8017, section 8.2)."""
    rsa_key(token).verify(token.signature, signed, padding.PKCS1v15(), algorithm)


def check_rsa_pss(token: Token, algorithm: HashAlgorithm, signed: bytes) -> None:
    """Check a PSS signature; its salt is as long as the hash (RFC 7518, 3.5)."""
    scheme = padding.PSS(padding.MGF1(algorithm), algorithm.digest_size)
    rsa_key(token).verify(token.signature, signed, scheme, algorithm)


def rsa_key(token: Token) -> RSAPublicKey:
    """Return the certificate's key if it is an RSA key.

    :raises TokenAlgorithmError: it is none.
    """
    key = token.certificate.key
    if not isinstance(key, RSAPublicKey):
        raise TokenAlgorithmError
    return key


CHECKS: Mapping[str, Callable[[Token, HashAlgorithm, bytes], None]] = {
    "ES": check_ecdsa,
    "PS": check_rsa_pss,
    "RS": check_rsa_pkcs1,
}


def token_object(sent: object) -> Mapping[str, Any]:
    """Return the extension's JSON object, whether it came as one or as text."""
    if isinstance(sent, str):
        if len(sent) > LONGEST_TOKEN:
            raise TokenTooLongError
        try:
            sent = json.loads(sent)
        except (ValueError, RecursionError):
            raise TokenMalformedError from None
    if not isinstance(sent, dict):
        raise TokenMalformedError
    size = sum(len(name) + length_of(value) for name, value in sent.items())
    if size > LONGEST_TOKEN:
        raise TokenTooLongError
    if size < SHORTEST_TOKEN:
        raise TokenMalformedError
    return sent


def length_of(value: object) -> int:
    """Return how many signs a part has, whatever it is.

    :raises TokenMalformedError: it cannot be written.
    """
    if isinstance(value, str):
        return len(value)
    try:
        return len(json.dumps(value))
    except (TypeError, ValueError, RecursionError):
        raise TokenMalformedError from None


def text_of(found: Mapping[str, Any], name: str) -> str:
    """Return a part that is a text and not empty."""
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise TokenMalformedError(name)
    return value


def bytes_of(found: Mapping[str, Any], name: str) -> bytes:
    """Return a part that is base64 without anything else in it (RFC 4648, 3.3)."""
    try:
        return base64.b64decode(text_of(found, name), validate=True)
    except (binascii.Error, ValueError):
        raise TokenMalformedError(name) from None


def check_mobile(found: Mapping[str, Any]) -> None:
    """Check what a 1.1 token adds: a signing certificate, and what its key can do."""
    read_certificate(bytes_of(found, "unverifiedSigningCertificate"))
    supported = found.get(SUPPORTED)
    if not isinstance(supported, list) or not supported:
        raise TokenMalformedError(SUPPORTED)
    for one in supported:
        if not isinstance(one, dict):
            raise TokenMalformedError(SUPPORTED)
        if not all(isinstance(one.get(name), str) for name in SUPPORTED_NAMES):
            raise TokenMalformedError(SUPPORTED)
