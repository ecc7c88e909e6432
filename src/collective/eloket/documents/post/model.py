"""A batch of letters, as it is kept and as it is shown."""

from datetime import date
from datetime import datetime
from datetime import UTC
from typing import NamedTuple


class Entry(NamedTuple):
    """One letter of a batch: whose case, which letter of it, and whose clerks'."""

    reference: str
    letter_key: str
    group: str


class Batch(NamedTuple):
    """Letters that were printed together; ids only, nothing of who they go to."""

    number: int
    #: Seconds since 1970, UTC.
    made: int
    #: User id of who printed it.
    by: str
    entries: tuple[Entry, ...]

    @property
    def made_at(self) -> datetime:
        """When it was printed; aware, UTC."""
        return datetime.fromtimestamp(self.made, UTC)

    def of_groups(self, groups: frozenset[str]) -> "Batch":
        """Return the batch with the letters of these groups only."""
        entries = tuple(one for one in self.entries if one.group in groups)
        return self._replace(entries=entries)

    def told(self, day: date) -> dict[str, int | str]:
        """Return what programs are told of it; ``day`` is local."""
        return {
            "number": self.number,
            "day": day.isoformat(),
            "count": len(self.entries),
        }
