"""Parts of ordered trees, merged lazily: what a page of a list reads."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import cursor_of
from collective.eloket.cases.model import Page
from collective.eloket.cases.model import Row
from collective.eloket.cases.trees import Tree
from heapq import merge
from itertools import chain
from itertools import islice
from typing import NamedTuple


#: What a merge yields: sort number, reference, row.
Entry = tuple[int, str, Row]


#: Taken off the day of what is halted, so that it stands before all else.
BEFORE_ALL = 10_000_000


class Bounds(NamedTuple):
    """Where a part of a tree begins and ends; neither is a key that lies in it."""

    first: tuple
    last: tuple


def by_due(
    trees: Iterable[Tree], choice: Choice, after: tuple[int, str] | None
) -> Iterator[Entry]:
    """Merge what the choice's places and days hold, first due first."""
    trees = list(trees)
    return merge(
        *(
            _entries(tree, bounds_of(place, choice, after))
            for place in choice.places
            for tree in trees
        )
    )


def halted_first(
    trees: Iterable[Tree], choice: Choice, after: tuple[int, str] | None
) -> Iterator[Entry]:
    """Merge as ``by_due`` does; the sort numbers are before those of all else."""
    if after is not None:
        after = (after[0] + BEFORE_ALL, after[1])
    for number, reference, row in by_due(trees, choice, after):
        yield number - BEFORE_ALL, reference, row


def is_past(after: tuple[int, str] | None) -> bool:
    """Does a cursor stand after all that is halted?"""
    return after is not None and after[0] >= 0


def keys_between(trees: Iterable[Tree], choice: Choice) -> Iterator[tuple]:
    """Return the keys of the choice's places and days, in no order; reads no rows."""
    bounds = [bounds_of(place, choice, None) for place in choice.places]
    return chain.from_iterable(
        tree.iterkeys(first, last, excludemin=True, excludemax=True)
        for tree in trees
        for first, last in bounds
    )


def bounds_of(place: str, choice: Choice, after: tuple[int, str] | None) -> Bounds:
    """Return the bounds of the chosen days in one place, and after a row if named."""
    first: tuple = (place,)
    if choice.first_day is not None:
        first = (place, choice.first_day)
    if after is not None:
        first = max(first, (place, *after))
    day = choice.last_day
    return Bounds(first, (place + "\0",) if day is None else (place, day + 1))


def page_of(found: Iterator[Entry], size: int) -> Page:
    """Return the first ``size`` of them, and how to go on."""
    entries = list(islice(found, size + 1))
    shown = entries[:size]
    cursor = cursor_of(*shown[-1][:2]) if len(entries) > size else None
    return Page([(reference, row) for _, reference, row in shown], cursor)


def _entries(tree: Tree, bounds: Bounds) -> Iterator[Entry]:
    if bounds.first >= bounds.last:
        return
    found = tree.iteritems(bounds.first, bounds.last, excludemin=True, excludemax=True)
    for key, row in found:
        yield key[1], key[2], Row(*row)
