"""Keys and certificates as text, so that they last from one start to the next."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import Pki
from eloket_sandbox.cards.card import Card
from eloket_sandbox.cards.people import SAMPLES
from typing import Any

import base64


def holder_to_json(holder: Holder) -> dict[str, str]:
    """Return a key and its certificate as PEM."""
    key = holder.key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    ).decode()
    return {
        "key": key,
        "certificate": holder.certificate.public_bytes(Encoding.PEM).decode(),
    }


def holder_from_json(found: dict[str, str]) -> Holder:
    """Return what ``holder_to_json`` wrote."""
    key: Any = load_pem_private_key(found["key"].encode(), None)
    return Holder(key, x509.load_pem_x509_certificate(found["certificate"].encode()))


def pki_to_json(pki: Pki) -> dict[str, Any]:
    """Return a PKI as plain values."""
    return {
        "generation": pki.generation,
        "ocsp": pki.ocsp,
        "crl": pki.crl,
        **{
            name: holder_to_json(getattr(pki, name))
            for name in ("root", "citizens", "register")
        },
    }


def pki_from_json(found: dict[str, Any]) -> Pki:
    """Return what ``pki_to_json`` wrote."""
    return Pki(
        found["generation"],
        holder_from_json(found["root"]),
        holder_from_json(found["citizens"]),
        holder_from_json(found["register"]),
        found["ocsp"],
        found["crl"],
    )


def card_to_json(card: Card) -> dict[str, Any]:
    """Return a card as plain values; what stands on it is in its files."""
    return {
        "authentication": holder_to_json(card.authentication),
        "signing": holder_to_json(card.signing),
        "files": card.content(),
    }


def card_from_json(id: str, found: dict[str, Any]) -> Card:
    """Return what ``card_to_json`` wrote."""
    return Card(
        SAMPLES[id].data,
        holder_from_json(found["authentication"]),
        holder_from_json(found["signing"]),
        {name: base64.b64decode(text) for name, text in found["files"].items()},
    )
