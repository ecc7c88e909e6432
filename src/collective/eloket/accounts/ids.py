"""Ids of citizens: random, so that an id in an address tells nothing."""

import base64
import re
import secrets


PREFIX = "citizen-"
PATTERN = re.compile(r"citizen-[a-z2-7]{26}")


def new_citizen_id() -> str:
    """Return an id nobody has: 128 random bits."""
    return PREFIX + base64.b32encode(secrets.token_bytes(16)).decode().lower()[:26]


def is_citizen_id(text: object) -> bool:
    """Is this an id of ours? Everything with our prefix is kept for citizens."""
    return isinstance(text, str) and text.startswith(PREFIX)


def new_series() -> str:
    """Return a name for a browser that stays signed in; it holds no dot."""
    return secrets.token_urlsafe(16)


def new_sid(series: str | None = None) -> str:
    """Return the id of a new session; ended with the browser that stays signed in.

    ``series`` stands before it then; see ``session.is_ended``.
    """
    own = secrets.token_urlsafe(16)
    return own if series is None else f"{series}.{own}"
