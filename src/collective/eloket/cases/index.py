"""The index of cases: partitioned orderings that carry their rows, and counters.

PLATFORM I3. A page of a list reads a few neighbouring leaves, whatever the number of
cases; submitting writes leaves that few others write at the same time.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.cases.errors import IndexMissingError
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.model import cursor_of
from collective.eloket.cases.model import Page
from collective.eloket.cases.model import read_cursor
from collective.eloket.cases.model import Row
from collective.eloket.cases.model import STATES
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from heapq import merge
from itertools import islice
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


#: Annotation of the site under which all of this room lies.
ANNOTATION = "collective.eloket.cases"

#: Shards of one group's queue or one document's list: fewer means fewer cold loads.
SHARDS = 4
PERSON_SHARDS = 64
COUNTER_SHARDS = 16

#: What a merge yields: sort number, reference, row.
Entry = tuple[int, str, Row]


@implementer(ICaseIndex)
class CaseIndex(Persistent):
    """See ICaseIndex; keys begin with what is asked for, values are rows."""

    def __init__(self) -> None:
        self.queues = OOBTree()
        self.assignees = OOBTree()
        self.persons = tuple(Tree() for _ in range(PERSON_SHARDS))
        self.documents = OOBTree()
        self.counters = OOBTree()

    def prepare_group(self, group: str) -> None:
        """See ICaseIndex."""
        self._prepare(self.queues, "group", group)

    def prepare_document(self, uid: str) -> None:
        """See ICaseIndex."""
        self._prepare(self.documents, "document", uid)

    def _prepare(self, trees: OOBTree, kind: str, name: str) -> None:
        if (name, 0) in trees:
            return
        for shard in range(SHARDS):
            trees[name, shard] = Tree()
        for state in STATES:
            for shard in range(COUNTER_SHARDS):
                self.counters[kind, name, state, shard] = Length()

    def replace(self, reference: str, old: Row | None, new: Row | None) -> None:
        """See ICaseIndex."""
        if old is not None:
            self._take_out(reference, old)
        if new is not None:
            self._put_in(reference, new)

    def _put_in(self, reference: str, row: Row) -> None:
        plain = tuple(row)
        shard = shard_of(reference, SHARDS)
        self.prepare_group(row.group)
        self.prepare_document(row.document)
        due_key = (row.state, row.due_day, reference)
        self.queues[row.group, shard][due_key] = plain
        self.documents[row.document, shard][due_key] = 1
        if row.assignee:
            if row.assignee not in self.assignees:
                self.assignees[row.assignee] = Tree()
            self.assignees[row.assignee][due_key] = plain
        for person in {row.applicant, row.subject}:
            key = (person, -row.submitted, reference)
            self._persons_tree(person)[key] = plain
        self._count(reference, row, 1)

    def _take_out(self, reference: str, row: Row) -> None:
        shard = shard_of(reference, SHARDS)
        due_key = (row.state, row.due_day, reference)
        self.queues[row.group, shard].pop(due_key, None)
        self.documents[row.document, shard].pop(due_key, None)
        if row.assignee in self.assignees:
            self.assignees[row.assignee].pop(due_key, None)
        for person in {row.applicant, row.subject}:
            key = (person, -row.submitted, reference)
            self._persons_tree(person).pop(key, None)
        self._count(reference, row, -1)

    def _persons_tree(self, person: str) -> Tree:
        return self.persons[shard_of(person, PERSON_SHARDS)]

    def _count(self, reference: str, row: Row, change: int) -> None:
        shard = shard_of(reference, COUNTER_SHARDS)
        self.counters["group", row.group, row.state, shard].change(change)
        self.counters["document", row.document, row.state, shard].change(change)

    def queue(
        self, groups: Iterable[str], states: Iterable[str], after: str | None, size: int
    ) -> Page:
        """See ICaseIndex."""
        return _page(_by_due(self._queue_trees(groups), states, after), size)

    def of_assignee(
        self, user_id: str, states: Iterable[str], after: str | None, size: int
    ) -> Page:
        """See ICaseIndex."""
        tree = self.assignees.get(user_id)
        trees = [] if tree is None else [tree]
        return _page(_by_due(trees, states, after), size)

    def of_person(self, person_id: str, after: str | None, size: int) -> Page:
        """See ICaseIndex."""
        last = read_cursor(after)
        start = (person_id,) if last is None else (person_id, *last)
        found = self._persons_tree(person_id).iteritems(
            start, (person_id + "\0",), excludemin=True, excludemax=True
        )
        rows = ((key[1], key[2], Row(*row)) for key, row in found)
        return _page((one for one in rows if one[2].applicant == person_id), size)

    def count(self, kind: str, name: str) -> dict[str, int]:
        """See ICaseIndex."""
        return {
            state: sum(
                counter.value
                for shard in range(COUNTER_SHARDS)
                if (counter := self.counters.get((kind, name, state, shard)))
                is not None
            )
            for state in STATES
        }

    def count_due_before(
        self, groups: Iterable[str], states: Iterable[str], day: int, most: int
    ) -> int:
        """See ICaseIndex."""
        states = tuple(states)
        late = (
            1
            for tree in self._queue_trees(groups)
            for state in states
            for _key in tree.iterkeys((state,), (state, day), excludemax=True)
        )
        return sum(islice(late, most))

    def _queue_trees(self, groups: Iterable[str]) -> list[Tree]:
        return [
            tree
            for group in groups
            for shard in range(SHARDS)
            if (tree := self.queues.get((group, shard))) is not None
        ]

    def clear(self) -> None:
        """See ICaseIndex."""
        for tree in (*self.queues.values(), *self.documents.values(), *self.persons):
            tree.clear()
        self.assignees.clear()
        for counter in self.counters.values():
            counter.set(0)

    def all_rows(self) -> Iterator[tuple[str, Row]]:
        """Yield every case in the queues, in no order; for checks of the index."""
        for tree in self.queues.values():
            for key, row in tree.items():
                yield key[2], Row(*row)


def _by_due(
    trees: list[Tree], states: Iterable[str], after: str | None
) -> Iterator[Entry]:
    """Merge what is in those states, lazily, first due first."""
    last = read_cursor(after)
    return merge(*(_in_state(tree, state, last) for tree in trees for state in states))


def _in_state(tree: Tree, state: str, last: tuple[int, str] | None) -> Iterator[Entry]:
    start = (state,) if last is None else (state, *last)
    found = tree.iteritems(start, (state + "\0",), excludemin=True, excludemax=True)
    for key, row in found:
        yield key[1], key[2], Row(*row)


def _page(found: Iterator[Entry], size: int) -> Page:
    entries = list(islice(found, size + 1))
    shown = entries[:size]
    cursor = cursor_of(*shown[-1][:2]) if len(entries) > size else None
    return Page([(reference, row) for _, reference, row in shown], cursor)


def find_index() -> ICaseIndex | None:
    """Return the site's index, or None when the e-loket is not installed."""
    root = IAnnotations(api.portal.get()).get(ANNOTATION)
    return None if root is None else root["index"]


def get_index() -> ICaseIndex:
    """Return the site's index.

    :raises IndexMissingError: the e-loket is not installed.
    """
    index = find_index()
    if index is None:
        raise IndexMissingError("install the profile collective.eloket:default")
    return index
