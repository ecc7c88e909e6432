"""The counts of the index: by group, document and place, and by month.

The dotted name of ``CaseIndex``, which is one of these, stands in the database.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collective.eloket.cases.model import FREE
from collective.eloket.cases.model import Row
from collective.eloket.cases.model import STATES
from collective.eloket.cases.tally import Tally
from collective.eloket.cases.trees import shard_of
from persistent import Persistent


COUNTER_SHARDS = 16
#: How counts of what was asked in a month are called.
ASKED_IN = "asked:"


class Counted(Persistent):
    """Counts of cases; see ICaseIndex."""

    def __init__(self) -> None:
        #: (group, document or "" for all of them, shard) → counts by place
        self.tallies = OOBTree()
        #: (document, month) → what was decided in it
        self.figures = OOBTree()

    def prepare_counts(self, group: str, document: str) -> None:
        """Make the counts of a group and of a document that it handles."""
        for name in ("", document):
            if (group, name, 0) not in self.tallies:
                for shard in range(COUNTER_SHARDS):
                    self.tallies[group, name, shard] = Tally()

    def _count(self, reference: str, row: Row, change: int) -> None:
        shard = shard_of(reference, COUNTER_SHARDS)
        for name in ("", row.document):
            self.tallies[row.group, name, shard].add(row.place, change)

    def count(self, group: str, document: str = "") -> dict[str, int]:
        """See ICaseIndex."""
        places = self._counts(group, document)
        return {
            state: places.get(state, 0) + places.get(state + FREE, 0)
            for state in STATES
        }

    def count_free(self, group: str, states: Iterable[str]) -> int:
        """See ICaseIndex."""
        places = self._counts(group, "")
        return sum(places.get(state + FREE, 0) for state in states)

    def _counts(self, group: str, document: str) -> dict[str, int]:
        found: dict[str, int] = {}
        first, last = (group, document, 0), (group, document, COUNTER_SHARDS)
        for tally in self.tallies.values(first, last, excludemax=True):
            for place, number in tally.counts.items():
                found[place] = found.get(place, 0) + number
        return found

    def groups(self) -> list[str]:
        """See ICaseIndex."""
        return [
            group
            for group, document, shard in self.tallies
            if not document and not shard and group
        ]

    def documents_of(self, group: str) -> list[str]:
        """See ICaseIndex."""
        found = self.tallies.keys((group, "\0"), (group + "\0",))
        return [document for _group, document, shard in found if shard == 0]

    def note_asked(self, reference: str, row: Row, month: str) -> None:
        """See ICaseIndex."""
        shard = shard_of(reference, COUNTER_SHARDS)
        self.tallies[row.group, row.document, shard].add(ASKED_IN + month)

    def note_decided(self, document: str, month: str, names: Iterable[str]) -> None:
        """See ICaseIndex."""
        if (document, month) not in self.figures:
            self.figures[document, month] = Tally()
        for name in names:
            self.figures[document, month].add(name)

    def asked(self, groups: Iterable[str], document: str) -> dict[str, int]:
        """See ICaseIndex."""
        found: dict[str, int] = {}
        for group in groups:
            for name, number in self._counts(group, document).items():
                if name.startswith(ASKED_IN):
                    month = name.removeprefix(ASKED_IN)
                    found[month] = found.get(month, 0) + number
        return found

    def decided(self, document: str, month: str) -> dict[str, int]:
        """See ICaseIndex."""
        tally = self.figures.get((document, month))
        return {} if tally is None else dict(tally.counts)

    def clear_counts(self) -> None:
        """Forget what was counted of rows; figures of months stay."""
        for tally in self.tallies.values():
            asked = (name for name in tally.counts if name.startswith(ASKED_IN))
            tally.keep_only(frozenset(asked))
