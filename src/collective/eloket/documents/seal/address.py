"""Where time-stamps are asked for, as an administrator writes it."""

from collective.eloket.documents.seal.errors import StampAddressError
from urllib.parse import urlsplit


def checked_authority(text: str | None) -> str | None:
    """Return the address of a time-stamp authority; None for none.

    http is allowed: a time-stamp is signed, and believed for that alone.

    :raises StampAddressError: it is none.
    """
    if not text:
        return None
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise StampAddressError from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise StampAddressError
    return text
