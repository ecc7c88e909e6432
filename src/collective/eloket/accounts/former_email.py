"""E-mail addresses that a citizen had in the last month: told of a card read.

Who takes an account over changes the address first; what follows then goes to both.
"""

from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault import service as vault
from datetime import timedelta


KIND = "former-email"
LIFE = timedelta(days=30)
#: The first ones are kept: nobody gets rid of them by more changes.
MOST = 5


def keep(user_id: str, email: str) -> None:
    """Keep an address that was replaced just now, sealed with the person's key."""
    key = vault.blind(KIND, user_id)
    found = find(user_id)
    if email in found:
        return
    sealed = vault.for_person(user_id).seal_json([*found, email][:MOST], _context(key))
    side_store().put(KIND, key, sealed, LIFE)


def find(user_id: str) -> list[str]:
    """Return the addresses that were replaced in the last month, the oldest first."""
    key = vault.blind(KIND, user_id)
    sealed = side_store().get(KIND, key)
    if sealed is None:
        return []
    return vault.for_person(user_id).open_json(sealed, _context(key))


def forget(user_id: str) -> None:
    """Forget what was replaced, at once."""
    side_store().delete(KIND, vault.blind(KIND, user_id))


def _context(key: str) -> str:
    return f"{KIND}:{key}"
