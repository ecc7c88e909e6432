"""What a limit says, and how a guess at a secret is made to wait."""

from collective.eloket.errors import TooOftenError
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in a window; the number is the registry record's."""

    #: Kind of the side store's counts.
    kind: str
    window: timedelta
    #: Name of the registry record.
    record: str
    error: type[TooOftenError]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long who guessed too often waits: the double each time, up to a bound."""

    first: timedelta
    longest: timedelta

    def wait(self, before: int) -> timedelta:
        """Return the wait of who was made to wait ``before`` times already."""
        # 2**20 times a second is longer than any bound
        return min(self.first * 2 ** min(before, 20), self.longest)


@dataclass(frozen=True, slots=True)
class Watched:
    """Under which keyed hash guesses are counted, and how patient it must be."""

    key: str
    patience: Patience
