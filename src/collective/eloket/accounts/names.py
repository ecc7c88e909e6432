"""What do we call a citizen?"""

from collections.abc import Mapping


def full_name(known: Mapping) -> str:
    """Return given names and family name as far as they may be seen; may be empty."""
    parts = (known.get(name) for name in ("given_names", "family_name"))
    return " ".join(part.value for part in parts if part is not None and part.value)
