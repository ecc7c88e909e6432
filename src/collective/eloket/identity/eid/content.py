"""What was read from a card: the raw files, as BeIDConnect's ``getId`` names them."""

from collections.abc import Mapping
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.certificates import without_padding
from collective.eloket.identity.eid.errors import CardExportError
from collective.eloket.identity.eid.errors import CardFieldMalformedError
from collective.eloket.identity.eid.errors import CardFileMissingError
from collective.eloket.identity.eid.errors import CardFileTooLargeError
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache

import base64
import binascii


#: Files that prove something together; without one of them nothing is proven.
NEEDED = ("id", "addr", "idsig", "addrsig")
REGISTER = "rrncert"
#: Certificates that help to find the way to the root; none of them is believed.
HELPFUL = ("cacert", "rootcert")
#: No file of a card is larger, but for the photo, which is not read.
LONGEST_BASE64 = 16_384


@dataclass(frozen=True, slots=True)
class CardContent:
    """The raw files of one card; nothing of it is proven yet.

    ``authentication``: the card's certificate as bytes, read only where it matters;
    ``offered``: certificates that came with it, the authority's and the root's.
    """

    identity: bytes = field(repr=False)
    identity_signature: bytes = field(repr=False)
    address: bytes = field(repr=False)
    address_signature: bytes = field(repr=False)
    register: Certificate = field(repr=False)
    authentication: bytes | None = field(default=None, repr=False)
    offered: tuple[Certificate, ...] = field(default=(), repr=False)


def read_content(sent: object) -> CardContent:
    """Read the files, each in base64; what is not named here is ignored unread.

    Source of the names: Fedict fts-beidconnect, ``IDRequestHandler.cpp``.

    :raises CardExportError: it is an XML file of eID Viewer, which holds no signatures.
    :raises CardFileMissingError: a file that proves something is absent.
    :raises CardFileTooLargeError: a file is larger than any card has.
    :raises CardFieldMalformedError: a file is no base64.
    :raises CardError: a certificate cannot be read, see :mod:`certificates`.
    """
    if is_export(sent):
        raise CardExportError
    if not isinstance(sent, Mapping):
        raise CardFileMissingError
    files = {name: file_of(sent, name) for name in NEEDED}
    register = known_certificate(sent, REGISTER)
    offered = [known_certificate(sent, name) for name in HELPFUL if sent.get(name)]
    return CardContent(
        identity=files["id"],
        identity_signature=files["idsig"],
        address=files["addr"],
        address_signature=files["addrsig"],
        register=register,
        authentication=own_certificate(sent),
        offered=tuple(offered),
    )


def known_certificate(sent: Mapping[str, object], name: str) -> Certificate:
    """Return the certificate of an authority or the Register in a file.

    It comes back with each card, so the same text is read once.
    """
    return certificate_in(name, text_of(sent, name))


@lru_cache(maxsize=256)
def certificate_in(name: str, value: str) -> Certificate:
    """Return the certificate in base64; what cannot be read is not kept."""
    return read_certificate(without_padding(decoded(name, value)))


def own_certificate(sent: Mapping[str, object]) -> bytes | None:
    """Return the card's authentication certificate, or None when it was not read."""
    if not sent.get("authcert"):
        return None
    return without_padding(file_of(sent, "authcert"))


def is_export(sent: object) -> bool:
    """Is this the text of an XML file?"""
    return isinstance(sent, str) and sent.lstrip("\ufeff \t\r\n").startswith("<")


def file_of(sent: Mapping[str, object], name: str) -> bytes:
    """Return one file.

    :raises CardFieldMalformedError: it is no base64 (RFC 4648, section 3.3).
    :raises CardError: see :func:`text_of`.
    """
    return decoded(name, text_of(sent, name))


def text_of(sent: Mapping[str, object], name: str) -> str:
    """Return the text of one file.

    :raises CardFileMissingError: it is absent or empty.
    :raises CardExportError: it is the text of an XML file.
    :raises CardFileTooLargeError: it is larger than any card has.
    """
    value = sent.get(name)
    if is_export(value):
        raise CardExportError
    if not isinstance(value, str) or not value:
        raise CardFileMissingError(name)
    if len(value) > LONGEST_BASE64:
        raise CardFileTooLargeError(name)
    return value


def decoded(name: str, value: str) -> bytes:
    """Return the bytes of a file.

    :raises CardFieldMalformedError: it is no base64 (RFC 4648, section 3.3).
    """
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise CardFieldMalformedError(name) from None
