"""What is kept of families: keyed hashes, ids, and values sealed for the parent.

Each tree stands in an annotation of its own, so that a question is three objects: the
tree, a bucket, the mandate. The dotted names stand in the database: never move or
rename them.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from collective.eloket.mandates.trees import find_tree
from collective.eloket.mandates.trees import make_missing
from collective.eloket.vault import service as vault
from persistent import Persistent


#: Annotations of the site.
MANDATES = "collective.eloket.mandates"
WAITING_ONES = "collective.eloket.mandates.waiting"
HOLDERS = "collective.eloket.mandates.holders"
SHUT_OUTS = "collective.eloket.mandates.shut_outs"

#: Between the two parts of a key, and after every person's keys: neither ids nor keyed
#: hashes hold these signs.
BETWEEN, BEHIND = "~", "~\x7f"


class Mandates(OOBTree):
    """Parent's id ~ mandate's id → KeptMandate; ids are random, writers seldom meet."""

    max_leaf_size = 60
    max_internal_size = 250


class Waiting(OOBTree):
    """The key of each mandate that waits for a clerk → since when (aware, UTC)."""

    max_leaf_size = 30
    max_internal_size = 24


class Holders(OOTreeSet):
    """Keyed hash of a child's number ~ parent's id, of every kept mandate."""

    max_leaf_size = 60
    max_internal_size = 250


class ShutOuts(OOBTree):
    """Keyed hash of a child's and a parent's number → sealed: why, by whom, when."""

    max_leaf_size = 60
    max_internal_size = 250


TREES = {
    MANDATES: Mandates,
    WAITING_ONES: Waiting,
    HOLDERS: Holders,
    SHUT_OUTS: ShutOuts,
}


class KeptMandate(Persistent):
    """A child that a citizen registered; who it is, is sealed with the parent's key."""

    def __init__(self, subject: str, child_key: str, state: str, sealed: bytes) -> None:
        self.subject = subject
        self.child_key = child_key
        self.state = state
        self.sealed = sealed


def tree(name: str):
    """Return a tree of this site; an empty one where none was made yet."""
    return find_tree(TREES, name)


def make_trees() -> None:
    """Make what is missing, on a site that was installed before there were any."""
    make_missing(TREES)


def key_of(person_id: str, mandate_id: str) -> str:
    """Return under what a mandate lies."""
    return f"{person_id}{BETWEEN}{mandate_id}"


def find(person_id: str, mandate_id: str) -> KeptMandate | None:
    """Return a person's own mandate of that id, or None; somebody else's is none."""
    return tree(MANDATES).get(key_of(person_id, mandate_id))


def of_person(person_id: str) -> Iterator[tuple[str, KeptMandate]]:
    """Yield the id and the mandate of all that a person registered."""
    start = f"{person_id}{BETWEEN}"
    for key, kept in tree(MANDATES).items(start, f"{person_id}{BEHIND}"):
        yield key.removeprefix(start), kept


def holders_of(child_key: str) -> list[str]:
    """Return the ids of all who registered this child, whatever became of it."""
    start = f"{child_key}{BETWEEN}"
    found = tree(HOLDERS).keys(start, f"{child_key}{BEHIND}")
    return [entry.removeprefix(start) for entry in found]


def put(person_id: str, mandate_id: str, kept: KeptMandate) -> None:
    """Keep a mandate that waits for nobody yet."""
    make_trees()
    tree(MANDATES)[key_of(person_id, mandate_id)] = kept
    tree(HOLDERS).insert(f"{kept.child_key}{BETWEEN}{person_id}")


def remove(person_id: str, mandate_id: str) -> None:
    """Let go of a mandate; safe when there is none."""
    key = key_of(person_id, mandate_id)
    kept = tree(MANDATES).pop(key, None)
    tree(WAITING_ONES).pop(key, None)
    if kept is not None:
        tree(HOLDERS).discard(f"{kept.child_key}{BETWEEN}{person_id}")


def pair_key(child_key: str, parent_key: str) -> str:
    """Return under what a shut-out lies: the keyed hashes of two numbers."""
    return vault.blind("shut-out", f"{child_key}{parent_key}")


def hold(kept: Persistent) -> None:
    """Let this transaction fail if somebody changes the object meanwhile.

    Nothing is written: whoever shuts a parent out and whoever sends for the child at
    the same moment cannot both go through.
    """
    if kept._p_jar is not None and kept._p_oid is not None:
        kept._p_jar.readCurrent(kept)
