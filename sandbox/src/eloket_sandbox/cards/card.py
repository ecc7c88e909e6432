"""A card of the National Register, in software: its files, its key, its answers."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import Key
from eloket_sandbox.cards.authorities import new_key
from eloket_sandbox.cards.authorities import person_wish
from eloket_sandbox.cards.authorities import Pki
from eloket_sandbox.cards.authorities import signing_wish

import base64
import hashlib


#: Sizes of files on the card: the rest is zeros.
ADDRESS_BYTES = 121
SIGNATURE_BYTES = 256
CERTIFICATE_BYTES = 1900


@dataclass(frozen=True)
class Data:
    """What stands on a card, in the words of the card."""

    number: str = field(repr=False)
    family_name: str
    given_name: str
    birth_date: str = "30 JUL 1985"
    sex: str = "V"
    street: str = "Voorbeeldstraat 12"
    postal_code: str = "9999"
    municipality: str = "Testegem"
    valid_from: date = date(2024, 3, 1)
    valid_until: date = date(2034, 3, 1)
    document_type: str = "1"
    card_number: str = "599000000161"
    third_initial: str = ""
    nationality: str = "Belg"
    birth_place: str = "Testegem"


@dataclass(frozen=True)
class Card:
    """A card that can be read and that answers; ``files`` as ``getId`` names them."""

    data: Data
    authentication: Holder
    signing: Holder
    files: dict[str, bytes] = field(repr=False)

    def content(self) -> dict[str, str]:
        """Return the files in base64, as BeIDConnect gives them."""
        return {
            key: base64.b64encode(value).decode() for key, value in self.files.items()
        }

    def answer(self, nonce: str, origin: str) -> dict[str, str]:
        """Return the Web eID token by which the card signs a nonce for an origin."""
        return answer(self.authentication, nonce, origin)


def new_card(data: Data, pki: Pki, authentication: Holder | None = None) -> Card:
    """Return a new card with keys of its own, signed by the Register of the PKI."""
    made = authentication or issue(
        person_wish(data, ocsp=pki.ocsp, crl=pki.crl),
        new_key(pki.generation),
        pki.citizens,
    )
    signing = issue(signing_wish(data), new_key(pki.generation), pki.citizens)
    files = signed_files(identity_file(data), address_file(data), pki.register.key)
    files |= {
        "rrncert": padded(pki.register.der, CERTIFICATE_BYTES),
        "authcert": padded(made.der, CERTIFICATE_BYTES),
        "cacert": padded(pki.citizens.der, CERTIFICATE_BYTES),
        "rootcert": pki.root.der,
    }
    return Card(data, made, signing, files)


def signed_files(identity: bytes, address: bytes, key: Key) -> dict[str, bytes]:
    """Return both files with the Register's signatures over them."""
    identity_signature = padded(sign(key, identity), SIGNATURE_BYTES)
    signed = address.rstrip(b"\0") + identity_signature
    return {
        "id": identity,
        "addr": address,
        "idsig": identity_signature,
        "addrsig": padded(sign(key, signed), SIGNATURE_BYTES),
    }


def identity_file(data: Data) -> bytes:
    """Return the identity file: tag, length, value, one behind the other."""
    fields = {
        1: data.card_number,
        2: hashlib.md5(data.card_number.encode(), usedforsecurity=False).digest(),
        3: data.valid_from.strftime("%d.%m.%Y"),
        4: data.valid_until.strftime("%d.%m.%Y"),
        5: data.municipality,
        6: data.number,
        7: data.family_name,
        8: data.given_name,
        9: data.third_initial,
        10: data.nationality,
        11: data.birth_place,
        12: data.birth_date,
        13: data.sex,
        14: "",
        15: data.document_type,
        16: "0",
        17: hashlib.sha384(b"no photo").digest(),
    }
    return b"".join(field_of(tag, value) for tag, value in fields.items())


def address_file(data: Data) -> bytes:
    """Return the address file, with the zeros behind it."""
    fields = {1: data.street, 2: data.postal_code, 3: data.municipality}
    return padded(
        b"".join(field_of(tag, value) for tag, value in fields.items()), ADDRESS_BYTES
    )


def field_of(tag: int, value: str | bytes) -> bytes:
    """Return one field; its length in bytes of at most 255, each 255 goes on."""
    text = value.encode() if isinstance(value, str) else value
    whole, rest = divmod(len(text), 255)
    return bytes([tag, *[255] * whole, rest]) + text


def padded(data: bytes, size: int) -> bytes:
    """Return the data with zeros behind it."""
    return data.ljust(size, b"\0")


def sign(key: Key, data: bytes) -> bytes:
    """Return the Register's signature: RSA PKCS#1 v1.5, or ECDSA in DER."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), SHA256())
    return key.sign(data, ec.ECDSA(SHA384()))


def answer(holder: Holder, nonce: str, origin: str) -> dict[str, str]:
    """Return a Web eID token of version 1.0 by this key."""
    is_rsa = isinstance(holder.key, rsa.RSAPrivateKey)
    make = hashlib.sha256 if is_rsa else hashlib.sha384
    signed = make(origin.encode()).digest() + make(nonce.encode()).digest()
    signature = sign(holder.key, signed)
    if not is_rsa:
        r, s = decode_dss_signature(signature)
        signature = r.to_bytes(48) + s.to_bytes(48)
    return {
        "action": "web-eid:authenticate-success",
        "algorithm": "RS256" if is_rsa else "ES384",
        "appVersion": "https://eloket.example/software-card/1.0",
        "format": "web-eid:1.0",
        "signature": base64.b64encode(signature).decode(),
        "unverifiedCertificate": base64.b64encode(holder.der).decode(),
    }
