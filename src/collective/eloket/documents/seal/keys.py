"""The key of the seal: read once per process from PKCS#12 or PEM, and checked."""

from collective.eloket.documents.seal.errors import SealKeyExpiredError
from collective.eloket.documents.seal.errors import SealKeyInvalidError
from collective.eloket.documents.seal.errors import SealKeyOpenToOthersError
from collective.eloket.documents.seal.errors import SealKeyUnfitError
from collective.eloket.documents.seal.errors import SealKeyUnreadableError
from collective.eloket.settings import environment
from collective.eloket.settings import secret
from collective.eloket.vault.errors import KeysOpenToOthersError
from collective.eloket.vault.errors import KeysUnreadableError
from collective.eloket.vault.keyring import read_private_file
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization import pkcs12
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import re


#: What opens the file; ``<name>_FILE`` names a file with it.
OPENS_IT = "ELOKET_SEAL_PASSPHRASE"

#: S/MIME Baseline Requirements of the CA/Browser Forum, section 6.1.5.
LEAST_RSA_BITS = 2048
CURVES = ("secp256r1", "secp384r1", "secp521r1")

Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

#: RFC 7468, section 10 and 11: a private key, sealed or not; OpenSSL's own names too.
PEM_KEY = re.compile(
    rb"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SealKey:
    """A key with its certificate, and the certificates between it and its anchor."""

    private: Private = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    def check_in_force(self, now: datetime) -> None:
        """:raises SealKeyExpiredError: the certificate is not in force at ``now``."""
        found = self.certificate
        if not found.not_valid_before_utc <= now < found.not_valid_after_utc:
            raise SealKeyExpiredError(
                f"the seal's certificate is in force from {found.not_valid_before_utc} "
                f"to {found.not_valid_after_utc}"
            )


def configured_key() -> SealKey | None:
    """Return the key of ELOKET_SEAL_KEY, None when there is none.

    The file is read once, and again when it changes. Whether the certificate is in
    force is asked at each seal.

    :raises MisconfiguredError: a subclass per cause.
    """
    path = environment().seal_key
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError as error:
        raise SealKeyUnreadableError(f"{path}: {error.strerror}") from None
    version = (found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode)
    return _key_of(path, version)


@lru_cache(maxsize=2)
def _key_of(path: Path, _version: tuple[int, ...]) -> SealKey:
    return read_key_file(path, secret(OPENS_IT))


def read_key_file(path: Path, passphrase: str | None) -> SealKey:
    """Read and check a key file: PEM when it says so, else PKCS#12.

    :raises SealKeyUnreadableError: there is no such file, or it cannot be read.
    :raises SealKeyOpenToOthersError: group or world have rights on it.
    :raises SealKeyInvalidError: it is damaged, or another passphrase opens it.
    :raises SealKeyUnfitError: it is no key for a seal.
    """
    try:
        content = read_private_file(path)
    except KeysUnreadableError as error:
        raise SealKeyUnreadableError(str(error)) from None
    except KeysOpenToOthersError as error:
        raise SealKeyOpenToOthersError(str(error)) from None
    key = read_key(content, passphrase)
    check_fit(key)
    return key


def read_key(content: bytes, passphrase: str | None) -> SealKey:
    """Return the key, its certificate and the chain; see ``read_key_file``."""
    word = passphrase.encode() if passphrase else None
    try:
        if b"-----BEGIN " in content:
            return _from_pem(content, word)
        return _from_pkcs12(content, word)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # the library's own words could quote what it read
        raise SealKeyInvalidError(
            "the seal's key file is damaged, or ELOKET_SEAL_PASSPHRASE does not open it"
        ) from None


def _from_pkcs12(content: bytes, word: bytes | None) -> SealKey:
    private, certificate, others = pkcs12.load_key_and_certificates(content, word)
    return _fitting(private, [one for one in (certificate, *others) if one])


def _from_pem(content: bytes, word: bytes | None) -> SealKey:
    found = PEM_KEY.search(content)
    if found is None:
        raise ValueError("no key")
    private = load_pem_private_key(found.group(0), word)
    return _fitting(private, x509.load_pem_x509_certificates(content))


def _fitting(private: object, certificates: list[x509.Certificate]) -> SealKey:
    if not isinstance(private, Private):
        raise SealKeyUnfitError("a seal's key is an RSA or EC key")
    own = [one for one in certificates if one.public_key() == private.public_key()]
    if not own:
        raise SealKeyUnfitError("no certificate in the file is of its key")
    chain = tuple(one for one in certificates if one not in own)
    return SealKey(private, own[0], chain)


def check_fit(key: SealKey) -> None:
    """:raises SealKeyUnfitError: too weak, or its certificate is for other uses."""
    if isinstance(key.private, rsa.RSAPrivateKey):
        if key.private.key_size < LEAST_RSA_BITS:
            raise SealKeyUnfitError(f"RSA below {LEAST_RSA_BITS} bits")
    elif key.private.curve.name not in CURVES:
        raise SealKeyUnfitError(f"curve {key.private.curve.name}")
    if not _may_seal(key.certificate):
        raise SealKeyUnfitError("its certificate is not for signatures or seals")


def _may_seal(certificate: x509.Certificate) -> bool:
    """RFC 5280, section 4.2.1.3; without the extension every use is allowed."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment
