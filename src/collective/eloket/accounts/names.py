"""What do we call a citizen?"""

from collections.abc import Mapping
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.parameters import service as parameters
from collective.eloket.vault import service as vault


def full_name(known: Mapping) -> str:
    """Return given names and family name as far as they may be seen; may be empty."""
    parts = (known.get(name) for name in ("given_names", "family_name"))
    return " ".join(part.value for part in parts if part is not None and part.value)


def display_name(user_id: str, level: AssuranceLevel = AssuranceLevel.HIGH) -> str:
    """Return the citizen's name as far as ``level`` may see it; empty if unknown."""
    return full_name(parameters.known(user_id, level))


def own_name(session: ICurrentSession) -> str:
    """Return what citizens are called in their own session; the user name if no other.

    Empty for a stranger, and while nothing is known or may be seen.
    """
    if session.user_id is None:
        return ""
    name = display_name(session.user_id, session.level)
    return name or own_username(session.user_id) or ""


def own_username(user_id: str) -> str | None:
    """Return the user name of a citizen, to be shown to nobody else; or None."""
    citizen = find_citizen(user_id)
    if citizen is None or citizen.login_name is None:
        return None
    return vault.open_sealed(citizen.login_name, f"login:{user_id}").decode()
