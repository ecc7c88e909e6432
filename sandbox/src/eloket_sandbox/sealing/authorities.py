"""Who vouches for the seal and for the time: a root of their own, apart from cards."""

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import name
from eloket_sandbox.cards.authorities import new_key
from eloket_sandbox.cards.authorities import Wish
from eloket_sandbox.cards.keeping import holder_from_json
from eloket_sandbox.cards.keeping import holder_to_json
from eloket_sandbox.cards.trusting import pem
from eloket_sandbox.files import keep_text
from eloket_sandbox.files import read_json
from eloket_sandbox.files import write_json
from eloket_sandbox.files import write_private
from pathlib import Path
from typing import Any

import secrets


FILE = "seal-authorities.json"
#: What the e-loket reads: its key, what opens it, and whose stamps it believes.
KEY, PASSPHRASE, TRUST = "seal.pem", "seal-passphrase", "stamp-trust.pem"
SEAL_BITS = 3072
SIGNS = frozenset({"key_cert_sign", "crl_sign"})


@dataclass(frozen=True)
class SealPki:
    """A root, the authority below it, and whom that vouches for."""

    root: Holder = field(repr=False)
    authority: Holder = field(repr=False)
    seal: Holder = field(repr=False)
    stamps: Holder = field(repr=False)


NAMES = ("root", "authority", "seal", "stamps")


def new_seal_pki(**changes: Any) -> SealPki:
    """Return new ones; ``changes`` are of what the seal's certificate says."""
    root = issue(authority_wish("Testegem Seal Root CA", 1), new_key("ec"))
    authority = issue(authority_wish("Testegem Seal CA", 0), new_key("ec"), root)
    seal = issue(seal_wish(**changes), new_key("rsa", SEAL_BITS), authority)
    return SealPki(root, authority, seal, issue(stamps_wish(), new_key("ec"), root))


def authority_wish(title: str, path_length: int) -> Wish:
    """Return what an authority says."""
    return Wish(
        subject=name(o="Testegem", cn=title),
        usages=SIGNS,
        authority=True,
        path_length=path_length,
    )


def seal_wish(**changes: Any) -> Wish:
    """Return what the certificate of the municipality's seal says."""
    said: dict[str, Any] = {
        "subject": name(o="Gemeente Testegem", cn="Gemeente Testegem (sandbox)"),
        "usages": frozenset({"digital_signature", "content_commitment"}),
    }
    return Wish(**{**said, **changes})


def stamps_wish() -> Wish:
    """Return what the certificate of the time-stamp authority says."""
    return Wish(
        subject=name(o="Testegem", cn="Testegem Time-Stamp Authority"),
        usages=frozenset({"digital_signature"}),
        purposes=(ExtendedKeyUsageOID.TIME_STAMPING,),
    )


def seal_pki_of(folder: Path) -> SealPki:
    """Return those of a folder; made at the first start, then kept."""
    kept = read_json(folder / FILE)
    if kept is None:
        made = new_seal_pki()
        kept = {one: holder_to_json(getattr(made, one)) for one in NAMES}
        write_json(folder / FILE, kept)
    return SealPki(**{one: holder_from_json(kept[one]) for one in NAMES})


def write_seal_files(folder: Path) -> None:
    """Write what the e-loket seals with, and whose stamps it believes."""
    pki = seal_pki_of(folder)
    word = keep_text(folder / PASSPHRASE, lambda: secrets.token_urlsafe(24))
    write_private(folder / KEY, sealed_pem(pki, word))
    write_private(folder / TRUST, pem(pki.root))


def sealed_pem(pki: SealPki, passphrase: str) -> str:
    """Return the seal's key, its certificate and its authority as PEM."""
    key = pki.seal.key.private_bytes(
        Encoding.PEM,
        PrivateFormat.PKCS8,
        BestAvailableEncryption(passphrase.encode()),
    ).decode()
    return key + pem(pki.seal) + pem(pki.authority)
