"""Several counts in one object, which many may change at the same time.

The dotted name of ``Tally`` stands in the database for ever: never move or rename it.
"""

from collections.abc import Mapping
from persistent import Persistent
from typing import Any


class Tally(Persistent):
    """Counts by name; what two transactions add at once is added up.

    One small object in place of one per count: whoever reads all of them loads it once.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def add(self, name: str, change: int = 1) -> None:
        """Add to a count; one that comes to nothing is forgotten."""
        self.counts = _added(self.counts, {name: change})

    def get(self, name: str) -> int:
        """Return a count; 0 when nothing was counted."""
        return self.counts.get(name, 0)

    def keep_only(self, names: frozenset[str]) -> None:
        """Forget all other counts."""
        self.counts = {name: self.get(name) for name in names & self.counts.keys()}

    def _p_resolveConflict(
        self, old: Mapping[str, Any], saved: Mapping[str, Any], new: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Add what this transaction changed to what another one saved meanwhile."""
        before, after = old["counts"], new["counts"]
        changes = {
            name: after.get(name, 0) - before.get(name, 0)
            for name in before.keys() | after.keys()
        }
        return {**saved, "counts": _added(saved["counts"], changes)}


def _added(counts: Mapping[str, int], changes: Mapping[str, int]) -> dict[str, int]:
    sums = {name: counts.get(name, 0) + change for name, change in changes.items()}
    return {name: number for name, number in {**counts, **sums}.items() if number}
