"""What further roots does an installation trust? A folder of certificates and profiles.

Certificates are ``<name>.pem``, ``.der`` or ``.crt``. A root is believed only with its
profile ``<name>.toml`` beside it; a pinned root needs none. Other certificates are
those of authorities, so that a card need not bring them.
"""

from collections.abc import Mapping
from collective.eloket.errors import CardError
from collective.eloket.errors import MisconfiguredError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.profiles import Profile
from collective.eloket.identity.eid.trust import Trust
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pathlib import Path
from typing import Any

import re
import tomllib


ENDINGS = frozenset({".pem", ".der", ".crt", ".cer"})
PEM = b"-----BEGIN CERTIFICATE-----"
OID = re.compile(r"[0-2](\.\d+)+", re.ASCII)
HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?", re.ASCII)

#: Key of a profile → attribute of :class:`Profile`, for the lists of policies.
POLICIES = ("citizen_authentication", "foreigner_authentication", "rrn", "signing")
NEEDED = frozenset({"rrn_name", "citizen_authentication", "rrn", "revocation"})
KEYS = frozenset({*NEEDED, *POLICIES, "revocation_hosts"})
REVOCATION = {"required": True, "off": False}


def read_trust(folder: Path | None, production: bool) -> Trust:
    """Return what an installation trusts; reads the folder, once.

    ``production`` False: the pinned roots do not count.

    :raises MisconfiguredError: the folder is not there, or a file in it is wrong.
    """
    if folder is None:
        return Trust(production=production)
    if not folder.is_dir():
        raise MisconfiguredError(f"{folder} is no folder of trust anchors")
    known = {
        path: read_certificate_file(path)
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS
    }
    profiles = {
        certificate.fingerprint: read_profile(path.with_suffix(".toml"))
        for path, certificate in known.items()
        if path.with_suffix(".toml").exists()
    }
    check_all_used(folder, known)
    return Trust(profiles, tuple(known.values()), production)


def read_certificate_file(path: Path) -> Certificate:
    """Return the one certificate in a file, PEM or DER.

    :raises MisconfiguredError: it holds none.
    """
    data = path.read_bytes()
    try:
        if PEM in data:
            found = x509.load_pem_x509_certificate(data)
            data = found.public_bytes(Encoding.DER)
        return read_certificate(data)
    except (ValueError, CardError) as error:
        raise MisconfiguredError(
            f"{path.name} is no certificate that can be used: {type(error).__name__}"
        ) from None


def check_all_used(folder: Path, known: Mapping[Path, Certificate]) -> None:
    """Check that every profile is a self-signed certificate's.

    :raises MisconfiguredError: one stands alone, or beside something else.
    """
    roots = {
        path.with_suffix(".toml")
        for path, certificate in known.items()
        if certificate.is_self_issued
    }
    for path in sorted(folder.glob("*.toml")):
        if path not in roots:
            raise MisconfiguredError(f"{path.name} has no root certificate beside it")


def read_profile(path: Path) -> Profile:
    """Return the profile in a TOML file.

    :raises MisconfiguredError: something is missing, unknown or of the wrong kind.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MisconfiguredError(f"{path.name}: {error}") from None
    for name in sorted(KEYS.symmetric_difference(found)):
        if name in NEEDED or name not in KEYS:
            raise MisconfiguredError(f"{path.name}: {name} is missing or unknown")
    return Profile(
        rrn_name=text(found, path, "rrn_name"),
        citizen_authentication=words(found, path, "citizen_authentication", OID),
        foreigner_authentication=words(found, path, "foreigner_authentication", OID),
        rrn=words(found, path, "rrn", OID),
        signing=words(found, path, "signing", OID),
        revocation_hosts=words(found, path, "revocation_hosts", HOST),
        revocation_required=revocation(found, path),
    )


def text(found: Mapping[str, Any], path: Path, name: str) -> str:
    """Return a value that is a text and not empty."""
    value = found[name]
    if not isinstance(value, str) or not value:
        raise MisconfiguredError(f"{path.name}: {name} must be a text")
    return value


def words(
    found: Mapping[str, Any], path: Path, name: str, pattern: re.Pattern[str]
) -> frozenset[str]:
    """Return a value that is a list of texts of one form; none when it is absent."""
    value = found.get(name, [])
    if not isinstance(value, list) or not all(
        isinstance(one, str) and pattern.fullmatch(one) for one in value
    ):
        raise MisconfiguredError(f"{path.name}: {name} is no list of its kind")
    return frozenset(value)


def revocation(found: Mapping[str, Any], path: Path) -> bool:
    """Return whether authorities are asked about revocation."""
    value = found["revocation"]
    if value not in REVOCATION:
        raise MisconfiguredError(f'{path.name}: revocation is "required" or "off"')
    return REVOCATION[value]
