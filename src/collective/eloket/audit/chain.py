"""The chain of seals over the rows: what a seal proves, and how it is reckoned.

Pure functions. Everything is keyed (HMAC-SHA256, RFC 2104) with the ring ``audit``: who
can only write into the database cannot make a seal.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import struct


RING = "audit"

#: What of a row is sealed, in this order. Details as they lie there: ciphertext, so
#: that erasing a person's key changes nothing. The id stands beside the tag.
COLUMNS = (
    "at",
    "actor",
    "role",
    "subject",
    "action",
    "object",
    "purpose",
    "means",
    "outcome",
    "ref",
    "details",
)

#: Bytes of a row's tag: HMAC-SHA-256-128 of RFC 4868, section 2.1.1.
TAG_BYTES = 16
ENTRY = struct.Struct(f">q{TAG_BYTES}s")

#: What comes before the first seal.
NOTHING = bytes(32)


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed batch of rows. ``count``: rows of the chain up to and with this batch.

    ``at`` in seconds of the epoch; ``tags`` holds the id and the tag of each row.
    """

    number: int
    at: float
    count: int
    last_id: int
    previous: bytes
    tags: bytes = field(repr=False)
    key_id: str
    hash: bytes

    @property
    def rows(self) -> int:
        """How many rows the batch has."""
        return len(self.tags) // ENTRY.size

    def entries(self) -> Iterator[tuple[int, bytes]]:
        """Return id and tag of each row; none when the seal is malformed."""
        if len(self.tags) % ENTRY.size:
            return iter(())
        return ENTRY.iter_unpack(self.tags)


#: The chain before its first seal.
START = Seal(0, 0.0, 0, 0, NOTHING, b"", "", NOTHING)


def packed(values: Sequence[Any]) -> bytes:
    """Return values so that two different sequences never give the same bytes."""
    return b"".join(map(_packed, values))


def _packed(value: Any) -> bytes:
    if value is None:
        return b"-"
    if isinstance(value, float):
        return b"f" + struct.pack(">d", value)
    if isinstance(value, int):
        text = b"i" + str(value).encode()
    elif isinstance(value, str):
        text = b"s" + value.encode()
    else:
        text = b"b" + bytes(value)
    return struct.pack(">I", len(text)) + text


def tag_of(row: Mapping[str, Any], key_id: str) -> bytes:
    """Return the tag of a row of the table.

    :raises KeyError: the ring has no such key.
    """
    message = b"row\0" + packed([row[name] for name in COLUMNS])
    return vault.mac(RING, message, key_id)[:TAG_BYTES]


def next_seal(before: Seal, rows: Sequence[Mapping[str, Any]], at: float) -> Seal:
    """Return the seal over rows that follow on what ``before`` covers."""
    key_id = vault.mac_key_id(RING)
    entries = [ENTRY.pack(row["id"], tag_of(row, key_id)) for row in rows]
    facts = {
        "number": before.number + 1,
        "at": at,
        "count": before.count + len(entries),
        "last_id": rows[-1]["id"],
        "previous": before.hash,
        "tags": b"".join(entries),
        "key_id": key_id,
    }
    return Seal(**facts, hash=_hash(**facts))


def hash_of(seal: Seal) -> bytes:
    """Return the hash that this seal must have.

    :raises KeyError: the ring has no such key.
    """
    return _hash(
        seal.number,
        seal.at,
        seal.count,
        seal.last_id,
        seal.previous,
        seal.tags,
        seal.key_id,
    )


def _hash(
    number: int,
    at: float,
    count: int,
    last_id: int,
    previous: bytes,
    tags: bytes,
    key_id: str,
) -> bytes:
    facts = [number, at, count, last_id, previous, tags, key_id]
    return vault.mac(RING, b"seal\0" + packed(facts), key_id)
