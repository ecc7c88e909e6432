"""What personal values are looked up by: keyed hashes that can be keyed anew.

Of most of them nobody knows the value any more (an identity at a provider is kept as
its hash only). So each key of the ring ``blind`` hashes what the one before it made: a
stored hash is brought to the next key without its value, and who has only the old key
can do nothing with it. Hashes of all keys but the first begin with the key's id.
"""

from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.model import as_text
from collective.eloket.vault.model import encoded

import hmac


#: Between the key's id and the hash.
MARK = "."


def first_hash(ring: IKeyRing, kind: str, value: str) -> str:
    """Return the hash by the ring's first key, which stays as it is for ever."""
    key = next(iter(ring.keys("blind").values()))
    # the length keeps ("ab", "c") and ("a", "bc") apart
    message = encoded(f"{len(kind)}:{kind}:{value}")
    return as_text(hmac.digest(key, message, "sha256"))


def hashes(ring: IKeyRing, kind: str, value: str) -> tuple[str, ...]:
    """Return by what a value may be found now: what is written today comes first.

    More than one only from a rotation until all is indexed anew.
    """
    keys, current = ring.keys("blind"), ring.current("blind")[0]
    made = [first_hash(ring, kind, value)]
    for key_id in list(keys)[1:]:
        made.append(_next(made[-1], key_id, keys[key_id]))
    by_id = dict(zip(keys, made, strict=True))
    ids = list(keys)[list(keys).index(ring.indexed()) :]
    return (by_id[current], *(by_id[id] for id in ids if id != current))


def lifted(ring: IKeyRing, stored: str) -> str:
    """Return a stored hash as today's key makes it; one of today, or later, as it is.

    :raises KeyError: it is of a key that is not on the ring.
    """
    keys = ring.keys("blind")
    ids = list(keys)
    mark, found, _rest = stored.partition(MARK)
    at = ids.index(_known(mark, keys)) if found else 0
    for key_id in ids[at + 1 : ids.index(ring.current("blind")[0]) + 1]:
        stored = _next(stored, key_id, keys[key_id])
    return stored


def _known(key_id: str, keys: dict[str, bytes]) -> str:
    if key_id not in keys:
        raise KeyError("a hash of a key that is not on the ring")
    return key_id


def _next(before: str, key_id: str, key: bytes) -> str:
    digest = hmac.digest(key, f"next:{before}".encode(), "sha256")
    return f"{key_id}{MARK}{as_text(digest)}"
