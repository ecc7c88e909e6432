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
