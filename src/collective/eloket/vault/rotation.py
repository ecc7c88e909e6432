"""Keys are replaced: what each ring bears, on the content of the key ring file.

A ring's keys stand in the order in which they came. What follows the current one was
prepared: other machines get the file before it is used. ``made`` and ``replaced`` say
when, in ISO 8601, UTC.
"""

from collective.eloket.vault.errors import KeysChangeRefusedError
from collective.eloket.vault.keyring import new_ring
from datetime import datetime
from datetime import timedelta
from typing import Any


#: Rings whose old keys prove what was written long ago, or are links of a chain.
NEVER_LOSE_KEYS = {
    "audit": "rows that are sealed already are verified with it",
    "seal": "letters that left are found with it",
    "blind": "each later key builds on it; it alone finds nothing any more",
}

#: An old data key opens backups that were made before it was replaced.
BACKUPS_LIVE = timedelta(days=30)


def rotate(ring: dict[str, Any], name: str, now: datetime, prepare: bool) -> str:
    """Let a new key be the ring's current one, or only ``prepare`` it; return its id.

    A key that was prepared before is the new one. Of ``session`` the old keys go at
    once: everybody is signed out.

    :raises KeysChangeRefusedError: this cannot be done now; says why.
    """
    waiting = prepared(ring)
    if prepare and waiting:
        raise KeysChangeRefusedError(f"ring {name}: key {waiting[0]} waits already")
    if name == "blind" and indexed(ring) != ring["current"]:
        raise KeysChangeRefusedError(
            "ring blind: the last rotation is not done; run eloket-reindex first"
        )
    new = waiting[0] if waiting else _add(ring, now)
    if not prepare:
        _use(ring, name, new, now)
    return new


def retire(ring: dict[str, Any], name: str, key_id: str) -> None:
    """Take an old key off the ring; what it sealed can never be opened again.

    Ask ``check_may_retire`` before, and whether anything is wrapped with it.

    :raises KeysChangeRefusedError: it is needed still, or there is none; says why.
    """
    if name in NEVER_LOSE_KEYS:
        raise KeysChangeRefusedError(f"ring {name}: {NEVER_LOSE_KEYS[name]}")
    if key_id not in ring["keys"]:
        raise KeysChangeRefusedError(f"ring {name} has no key {key_id}")
    if key_id == ring["current"]:
        raise KeysChangeRefusedError(f"ring {name}: {key_id} is the current key")
    for part in ("keys", "made", "replaced"):
        ring.get(part, {}).pop(key_id, None)


def check_may_retire(
    ring: dict[str, Any], key_id: str, now: datetime, after: timedelta
) -> None:
    """Refuse to let go of a data key too soon; nothing in the side store uses it.

    :raises KeysChangeRefusedError: values may be sealed with it, or backups need it.
    """
    if key_id in ring["keys"] and key_id not in ring.get("made", {}):
        raise KeysChangeRefusedError(
            f"key {key_id} is of an early version, which sealed values with it: keep it"
        )
    replaced = ring.get("replaced", {}).get(key_id)
    if replaced and datetime.fromisoformat(replaced) + after > now:
        raise KeysChangeRefusedError(
            f"key {key_id} was replaced at {replaced}: backups of the {after.days} days"
            " after which they end need it; say --after to decide otherwise"
        )


def prepared(ring: dict[str, Any]) -> list[str]:
    """Return the ids of keys that were prepared and are not used yet."""
    ids = list(ring["keys"])
    return ids[ids.index(ring["current"]) + 1 :]


def indexed(ring: dict[str, Any]) -> str:
    """Return the id of the key by which everything is found, of ring ``blind``."""
    return ring.get("indexed") or next(iter(ring["keys"]))


def note_indexed(ring: dict[str, Any]) -> str:
    """Note that everything is found by the current key; return its id."""
    ring["indexed"] = ring["current"]
    return ring["current"]


def _add(ring: dict[str, Any], now: datetime) -> str:
    new = new_ring(now)
    ring["keys"] |= new["keys"]
    ring["made"] = ring.get("made", {}) | new["made"]
    return new["current"]


def _use(ring: dict[str, Any], name: str, new: str, now: datetime) -> None:
    if name == "blind" and "indexed" not in ring:
        ring["indexed"] = ring["current"]
    replaced = ring.get("replaced", {})
    ring["replaced"] = replaced | {ring["current"]: now.isoformat()}
    ring["current"] = new
    if name == "session":
        ring["keys"] = {new: ring["keys"][new]}
        ring["made"] = {new: ring["made"][new]}
        ring["replaced"] = {}
