"""Trees for what many write at once.

The dotted name of ``Tree`` stands in the database for ever: never move or rename it.
"""

from BTrees.OOBTree import OOBTree
from zlib import crc32


class Tree(OOBTree):
    """A BTree that grows inner nodes early.

    Each insert reads its inner nodes as "must not change"; in a small tree that is the
    root, which each split writes. Small leaves and nodes keep such conflicts rare.
    """

    max_leaf_size = 30
    max_internal_size = 24


def shard_of(text: str, shards: int) -> int:
    """Return on which of so many shards ``text`` lies; the same in every process."""
    return crc32(text.encode()) % shards
