"""What is kept of rights that people hold: keyed hashes, plain facts, sealed words.

Each tree stands in an annotation of its own. What somebody holds for an organisation
lies in the bucket itself, so that a question is three objects among a million: the
tree, a node, the bucket. The dotted names stand in the database: never move or rename
them.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.trees import find_tree
from collective.eloket.mandates.trees import make_missing
from collective.eloket.vault import service as vault
from datetime import date
from persistent import Persistent


#: Annotations of the site.
HELD = "collective.eloket.mandates.held"
RELATIONS = "collective.eloket.mandates.work_relations"
MANAGERS = "collective.eloket.mandates.managers"

#: As in ``mandates.store``.
BETWEEN, BEHIND = "~", "~\x7f"
#: 22 characters of a keyed hash are 132 bits.
HASH = 22


class Held(OOBTree):
    """Keyed number ~ organisation → what that person holds there, as plain tuples."""

    max_leaf_size = 60
    max_internal_size = 250


class Relations(OOBTree):
    """Organisation ~ member → KeptRelation; each has an entry among ``Held``."""

    max_leaf_size = 60
    max_internal_size = 250


class Managers(OOTreeSet):
    """Organisation ~ member, of all who ever had a right to give rights there."""

    max_leaf_size = 60
    max_internal_size = 250


TREES = {HELD: Held, RELATIONS: Relations, MANAGERS: Managers}


class KeptRelation(Persistent):
    """Somebody who works for an organisation; words are sealed with a key of its own.

    Nobody with that number may have signed in yet.
    """

    def __init__(self, number_key: str, sealed: bytes) -> None:
        self.number_key = number_key
        self.sealed = sealed


def tree(name: str):
    """Return a tree of this site; an empty one where none was made yet."""
    return find_tree(TREES, name)


def make_trees() -> None:
    """Make what is missing, on a site that was installed before there were any."""
    make_missing(TREES)


def member_of(organisation: str, number_key: str) -> str:
    """Return what somebody is called within one organisation; elsewhere it differs."""
    return vault.blind("member", f"{organisation} {number_key}")[:HASH]


def holder_of(number_key: str) -> str:
    """Return the id of the key that seals what is said of whoever has that number."""
    return f"holder-{vault.blind('holder', number_key)[:HASH]}"


def find_held(number_key: str, organisation: str) -> tuple[Holding, ...]:
    """Return what somebody holds for an organisation, whatever became of it."""
    return _read(tree(HELD).get(f"{number_key}{BETWEEN}{organisation}", ()))


def held_by(number_key: str) -> Iterator[tuple[str, tuple[Holding, ...]]]:
    """Yield organisation and holdings of all for whom somebody works."""
    start = f"{number_key}{BETWEEN}"
    for key, rows in tree(HELD).items(start, f"{number_key}{BEHIND}"):
        yield key.removeprefix(start), _read(rows)


def keep_held(number_key: str, organisation: str, held: Iterable[Holding]) -> None:
    """Keep what somebody holds for an organisation; it replaces what was there."""
    make_trees()
    rows = tuple(_written(one) for one in held)
    tree(HELD)[f"{number_key}{BETWEEN}{organisation}"] = rows


def find_relation(organisation: str, member: str) -> KeptRelation | None:
    """Return the work relation of a member, or None."""
    return tree(RELATIONS).get(f"{organisation}{BETWEEN}{member}")


def relations_of(
    organisation: str, after: str = ""
) -> Iterator[tuple[str, KeptRelation]]:
    """Yield members and work relations of an organisation, those behind ``after``."""
    start = f"{organisation}{BETWEEN}"
    first = f"{start}{after}"
    found = tree(RELATIONS).items(first, f"{organisation}{BEHIND}")
    for key, kept in found:
        if key != first:
            yield key.removeprefix(start), kept


def keep_relation(organisation: str, number_key: str, sealed: bytes) -> None:
    """Keep the work relation of whoever has that number."""
    make_trees()
    member = member_of(organisation, number_key)
    kept = find_relation(organisation, member)
    if kept is not None:
        kept.sealed = sealed
        return
    tree(RELATIONS)[f"{organisation}{BETWEEN}{member}"] = KeptRelation(
        number_key, sealed
    )
    keep_held(number_key, organisation, find_held(number_key, organisation))


def note_manager(organisation: str, member: str) -> None:
    """Let a member be found among those who give rights."""
    make_trees()
    tree(MANAGERS).insert(f"{organisation}{BETWEEN}{member}")


def managers_of(organisation: str) -> list[str]:
    """Return the members who ever had a right to give rights there."""
    start = f"{organisation}{BETWEEN}"
    found = tree(MANAGERS).keys(start, f"{organisation}{BEHIND}")
    return [key.removeprefix(start) for key in found]


def remove(number_key: str, organisation: str) -> None:
    """Let go of a work relation and of all that is held by it; safe when gone."""
    member = member_of(organisation, number_key)
    tree(HELD).pop(f"{number_key}{BETWEEN}{organisation}", None)
    tree(RELATIONS).pop(f"{organisation}{BETWEEN}{member}", None)
    tree(MANAGERS).discard(f"{organisation}{BETWEEN}{member}")


def _written(one: Holding) -> tuple:
    end = None if one.end is None else one.end.isoformat()
    return one.id, one.right, one.contexts, one.begin.isoformat(), end, one.revoked


def _read(rows: Iterable[tuple]) -> tuple[Holding, ...]:
    return tuple(
        Holding(
            id=id,
            right=right,
            contexts=contexts,
            begin=date.fromisoformat(begin),
            end=None if end is None else date.fromisoformat(end),
            revoked=revoked,
        )
        for id, right, contexts, begin, end, revoked in rows
    )
