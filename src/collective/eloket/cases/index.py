"""The index of cases: partitioned orderings that carry their rows, and counts.

PLATFORM I3. A page of a list reads a few neighbouring leaves, whatever the number of
cases; submitting writes leaves that few others write at the same time.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.eloket.cases.counted import Counted
from collective.eloket.cases.errors import IndexMissingError
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import Page
from collective.eloket.cases.model import read_cursor
from collective.eloket.cases.model import Row
from collective.eloket.cases.ordering import by_due
from collective.eloket.cases.ordering import Entry
from collective.eloket.cases.ordering import halted_first
from collective.eloket.cases.ordering import is_past
from collective.eloket.cases.ordering import keys_between
from collective.eloket.cases.ordering import page_of
from collective.eloket.cases.own_counts import OwnCounts
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from itertools import chain
from itertools import islice
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


#: Annotation of the site under which all of this room lies.
ANNOTATION = "collective.eloket.cases"

#: Shards of one group's queue or one document's list: fewer means fewer cold loads.
SHARDS = 4
PERSON_SHARDS = 64
#: Parts that an index of before lacks.
ADDED = ("others", "tallies", "figures")


@implementer(ICaseIndex)
class CaseIndex(OwnCounts, Counted):
    """See ICaseIndex; keys begin with what is asked for, values are rows."""

    #: None of an index of before, until it is made anew.
    halted: OOBTree | None = None

    def __init__(self) -> None:
        super().__init__()
        self.queues = OOBTree()
        #: the part of a group's queue that is for somebody else than who asked
        self.others = OOBTree()
        self.assignees = OOBTree()
        #: group → what waits for a clerk because its applicant has died
        self.halted = OOBTree()
        self.persons = tuple(Tree() for _ in range(PERSON_SHARDS))
        self.documents = OOBTree()
        self.clear_own_counts()

    def prepare(self, group: str, document: str) -> None:
        """See ICaseIndex."""
        for trees, name in ((self.queues, group), (self.documents, document)):
            if (name, 0) not in trees:
                for shard in range(SHARDS):
                    trees[name, shard] = Tree()
        self.prepare_counts(group, document)

    def replace(self, reference: str, old: Row | None, new: Row | None) -> None:
        """See ICaseIndex."""
        if old is not None:
            self._take_out(reference, old)
        if new is not None:
            self._put_in(reference, new)
        self.count_own(old, new)

    def _put_in(self, reference: str, row: Row) -> None:
        self.prepare(row.group, row.document)
        plain = tuple(row)
        key = (row.place, row.due_day, reference)
        for tree in self._due_trees(reference, row):
            tree[key] = plain
        for person in {row.applicant, row.subject}:
            self._persons_tree(person)[person, -row.submitted, reference] = plain
        self._count(reference, row, 1)

    def _take_out(self, reference: str, row: Row) -> None:
        key = (row.place, row.due_day, reference)
        for tree in self._due_trees(reference, row):
            tree.pop(key, None)
        for person in {row.applicant, row.subject}:
            tree = self._persons_tree(person)
            tree.pop((person, -row.submitted, reference), None)
        self._count(reference, row, -1)

    def _due_trees(self, reference: str, row: Row) -> list[Tree]:
        """Return all trees that hold this row by its day."""
        shard = shard_of(reference, SHARDS)
        trees = [self.queues[row.group, shard], self.documents[row.document, shard]]
        if row.assignee:
            trees.append(_part(self.assignees, row.assignee))
        if row.is_for_other:
            trees.append(_part(self.others, (row.group, shard)))
        if row.halted and self.halted is not None:
            trees.append(_part(self.halted, row.group))
        return trees

    def _persons_tree(self, person: str) -> Tree:
        return self.persons[shard_of(person, PERSON_SHARDS)]

    def chosen(self, choice: Choice, after: str | None, size: int) -> Page:
        """See ICaseIndex."""
        last = read_cursor(after)
        first = (
            () if is_past(last) else halted_first(self._halted(choice), choice, last)
        )
        rest = () if choice.halted else self._running(choice, last)
        found = (one for one in chain(first, rest) if choice.takes(one[2]))
        return page_of(found, size)

    def _running(self, choice: Choice, last: tuple[int, str] | None) -> Iterator[Entry]:
        """Yield what is not halted, first due first."""
        after = last if is_past(last) else None
        found = by_due(self._trees(choice), choice, after)
        return (one for one in found if not one[2].halted)

    def _halted(self, choice: Choice) -> list[Tree]:
        parts = self.halted or {}
        return [parts[group] for group in choice.groups if group in parts]

    def count_chosen(self, choice: Choice, most: int) -> int:
        """See ICaseIndex."""
        if choice.is_of_queue:
            found = keys_between(self._trees(choice), choice)
        else:
            found = iter(self.chosen(choice, None, most).rows)
        return len(list(islice(found, most)))

    def _trees(self, choice: Choice) -> list[Tree]:
        """Return the smallest trees that hold all that was chosen, each once."""
        if choice.halted:
            return self._halted(choice)
        if choice.assignee:
            mine = self.assignees.get(choice.assignee)
            return [] if mine is None else [mine]
        shards = range(SHARDS)
        if choice.for_others:
            found = [
                (self.others, (group, n)) for group in choice.groups for n in shards
            ]
        elif choice.document is not None:
            found = [(self.documents, (choice.document, n)) for n in shards]
        else:
            found = [
                (self.queues, (group, n)) for group in choice.groups for n in shards
            ]
        return [tree for trees, key in found if (tree := trees.get(key)) is not None]

    def of_person(self, person_id: str, after: str | None, size: int) -> Page:
        """See ICaseIndex."""
        last = read_cursor(after)
        start = (person_id,) if last is None else (person_id, *last)
        found = self._persons_tree(person_id).iteritems(
            start, (person_id + "\0",), excludemin=True, excludemax=True
        )
        rows = ((key[1], key[2], Row(*row)) for key, row in found)
        return page_of((one for one in rows if one[2].applicant == person_id), size)

    def with_person(self, person_id: str) -> list[str]:
        """See ICaseIndex."""
        found = self._persons_tree(person_id).keys(
            (person_id,), (person_id + "\0",), excludemin=True, excludemax=True
        )
        return [key[2] for key in found]

    def is_current(self) -> bool:
        """See ICaseIndex."""
        is_whole = all(hasattr(self, name) for name in ADDED)
        return is_whole and bool(self.own) and self.halted is not None

    def clear(self) -> None:
        """See ICaseIndex."""
        for name in ADDED:
            # an index of before had none of these
            if not hasattr(self, name):
                setattr(self, name, OOBTree())
        for tree in (*self.queues.values(), *self.documents.values(), *self.persons):
            tree.clear()
        self.assignees.clear()
        self.others.clear()
        self.halted = OOBTree()
        self.clear_counts()
        self.clear_own_counts()

    def all_rows(self) -> Iterator[tuple[str, Row]]:
        """Yield every case in the queues, in no order; for checks of the index."""
        for tree in self.queues.values():
            for (place, _day, reference), plain in tree.items():
                row = Row(*plain)
                if row.place == place:
                    yield reference, row


def _part(trees: OOBTree, key: object) -> Tree:
    """Return a tree that most groups or clerks never need; made at its first row."""
    if key not in trees:
        trees[key] = Tree()
    return trees[key]


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
