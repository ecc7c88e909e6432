"""Keys that seal, wrapped by the data ring: all that the data ring is used for.

So a new data key changes one short row per person, and nothing in the ZODB.
"""

from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.model import open_with
from collective.eloket.vault.model import seal_with
from functools import partial


#: Under what the key lies that seals what has no person. No person has such an id:
#: theirs have a dash or are random.
INSTALLATION = "installation"


def key_context(person_id: str) -> str:
    """Return the context in which a person's key is wrapped."""
    return f"person-key:{person_id}"


def wrap_key(ring: IKeyRing, person_id: str, key: bytes) -> bytes:
    """Return a key wrapped with the current data key."""
    key_id, wrapping = ring.current("data")
    return seal_with(key_id, wrapping, key, key_context(person_id))


def unwrap_key(ring: IKeyRing, person_id: str, wrapped: bytes) -> bytes:
    """Return the key that ``wrap_key`` wrapped.

    :raises SealError: a subclass per cause.
    """
    return open_with(partial(ring.key, "data"), wrapped, key_context(person_id))
