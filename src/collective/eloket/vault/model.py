"""The form of a sealed value: pure functions on bytes."""

from collections.abc import Callable
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.vault.errors import SealAlteredError
from collective.eloket.vault.errors import SealTruncatedError
from collective.eloket.vault.errors import SealUnknownKeyError
from collective.eloket.vault.errors import SealVersionError
from collective.eloket.vault.errors import SealWrongContextError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import base64
import hmac
import secrets


#: The rings of an installation: what each key may be used for.
RINGS = ("data", "blind", "session", "audit", "seal")
#: AES-256 (FIPS 197) and HMAC-SHA256 alike.
KEY_BYTES = 32
#: First byte of a sealed value: AES-256-GCM, with the header below.
VERSION = 1
#: NIST SP 800-38D, 8.2.2: random nonces of 96 bits, at most 2**32 values per key.
NONCE_BYTES = 12
TAG_BYTES = 16
#: Enough to tell a moved value from a changed one; the AEAD tag is what proves it.
MARK_BYTES = 4


def context_mark(key: bytes, context: str) -> bytes:
    """Return a few keyed bytes that name the context without telling it."""
    return hmac.digest(key, b"context\0" + context.encode(), "sha256")[:MARK_BYTES]


def seal_with(key_id: str, key: bytes, plain: bytes, context: str) -> bytes:
    """Seal bytes: version, key id, mark of the context, nonce, ciphertext and tag.

    The header and the context are authenticated with the content.
    """
    name = key_id.encode("ascii")
    header = bytes((VERSION, len(name))) + name + context_mark(key, context)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + context.encode())


def open_with(
    find_key: Callable[[str], bytes | None], sealed: bytes, context: str
) -> bytes:
    """Open bytes that ``seal_with`` made; ``find_key`` gives the key of an id.

    :raises SealTruncatedError: a part is missing.
    :raises SealVersionError: the form is not ours.
    :raises SealUnknownKeyError: the key is not there.
    :raises SealWrongContextError: it was sealed for another place.
    :raises SealAlteredError: it was changed.
    """
    key_id, header_end = read_key_id(sealed)
    key = find_key(key_id)
    if key is None:
        raise SealUnknownKeyError
    header = sealed[:header_end]
    if not hmac.compare_digest(header[-MARK_BYTES:], context_mark(key, context)):
        raise SealWrongContextError
    body = header_end + NONCE_BYTES
    try:
        return AESGCM(key).decrypt(
            sealed[header_end:body], sealed[body:], header + context.encode()
        )
    except InvalidTag:
        raise SealAlteredError from None


def read_key_id(sealed: bytes) -> tuple[str, int]:
    """Return the key id in a sealed value and where its header ends.

    :raises SealTruncatedError: a part is missing.
    :raises SealVersionError: the form is not ours.
    """
    if len(sealed) < 2:
        raise SealTruncatedError
    if sealed[0] != VERSION:
        raise SealVersionError
    name_end = 2 + sealed[1]
    header_end = name_end + MARK_BYTES
    if len(sealed) < header_end + NONCE_BYTES + TAG_BYTES:
        raise SealTruncatedError
    return sealed[2:name_end].decode("ascii", "replace"), header_end


def as_text(digest: bytes) -> str:
    """Return 32 bytes as 43 characters that are safe in URLs and file names."""
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def encoded(text: str) -> bytes:
    """Return a text as UTF-8.

    :raises InvalidAnswerError: half a sign, as a form or JSON can bring (RFC 3629,
        section 3): no text that anybody typed.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidAnswerError from None
