"""Signs messages as Standard Webhooks does, the way that most receivers know.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
("Webhook Headers", "Signature scheme", "Symmetric signatures").
"""

from base64 import b64decode
from base64 import b64encode
from collections.abc import Sequence
from collective.eloket.cases.registration.errors import RegistrationSecretError
from collective.eloket.settings import secret
from collective.eloket.settings import SecretUnreadableError
from datetime import datetime

import binascii
import hmac


#: Variable with the secret that both sides know. Several, apart by blanks, all sign:
#: so that it can be changed while nothing is refused.
VARIABLE = "ELOKET_REGISTRATION_SECRET"
#: How secrets begin, and how many bytes they have: "between 24 bytes and 64 bytes".
PREFIX, SHORTEST, LONGEST = "whsec_", 24, 64


def headers_for(
    keys: Sequence[bytes], message_id: str, now: datetime, body: bytes
) -> dict[str, str]:
    """Return the three headers of a signed message; ``now`` is aware."""
    at = int(now.timestamp())
    signatures = [f"v1,{signature(key, message_id, at, body)}" for key in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(signatures),
    }


def signature(key: bytes, message_id: str, at: int, body: bytes) -> str:
    """Return HMAC-SHA256 over ``id.timestamp.body``, in base64."""
    signed = f"{message_id}.{at}.".encode() + body
    return b64encode(hmac.digest(key, signed, "sha256")).decode("ascii")


def secrets_set() -> list[bytes]:
    """Return the keys that messages are signed with.

    :raises RegistrationSecretError: none is set, or one is no such secret.
    """
    try:
        found = (secret(VARIABLE) or "").split()
    except SecretUnreadableError:
        raise RegistrationSecretError from None
    if not found:
        raise RegistrationSecretError
    return [key_of(text) for text in found]


def key_of(text: str) -> bytes:
    """Return the bytes of a secret ``whsec_…``.

    :raises RegistrationSecretError: it is none, too short, or too long.
    """
    if not text.startswith(PREFIX):
        raise RegistrationSecretError
    try:
        key = b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise RegistrationSecretError from None
    if not SHORTEST <= len(key) <= LONGEST:
        raise RegistrationSecretError
    return key
