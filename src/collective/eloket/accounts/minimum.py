"""The least that a sign-in must be, for the whole e-desk, from a day on.

As when an e-loket announces that from next year on only the card opens it. Before the
day pages announce it; from that day on no weaker session begins, and none goes on.
"""

from collections.abc import Iterable
from collective.eloket.accounts.errors import MeansTooWeakError
from collective.eloket.accounts.registry import setting
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Minimum:
    """At least this level, and if any means are named, one of these; from a day on."""

    level: AssuranceLevel
    means: tuple[str, ...]
    since: date | None

    @property
    def asks(self) -> bool:
        """Does it ask for anything, some day?"""
        some = bool(self.means) or self.level > AssuranceLevel.NONE
        return some and self.since is not None

    def is_in_force(self, now: datetime) -> bool:
        """Has the day come, on the clocks of the municipality?"""
        return self.asks and local_time(now).date() >= self.since

    def allows(self, level: AssuranceLevel, means: str | None) -> bool:
        """Is a sign-in of that level, by that means, enough?"""
        return level >= self.level and (not self.means or means in self.means)


def minimum() -> Minimum:
    """Return what the site asks for, whether the day has come or not."""
    return Minimum(
        level=AssuranceLevel.from_label(setting("minimum_level") or "none"),
        means=tuple(setting("minimum_means") or ()),
        since=setting("minimum_from"),
    )


def is_enough(
    level: AssuranceLevel, means: str | None, now: datetime | None = None
) -> bool:
    """May a session of that level and means begin, or go on, today?"""
    found = minimum()
    return not found.is_in_force(now or utcnow()) or found.allows(level, means)


def check_enough(level: AssuranceLevel, means: str | None) -> None:
    """:raises MeansTooWeakError: the e-desk asks for more today."""
    if not is_enough(level, means):
        raise MeansTooWeakError(minimum().level.label)


def enough(choices: Iterable) -> list:
    """Return those of the means (each with ``level`` and ``means``) that are enough."""
    return [one for one in choices if is_enough(one.level, one.means)]


def announced(now: datetime | None = None) -> Minimum | None:
    """Return what will be asked from a day on that has not come yet; or None."""
    found = minimum()
    return found if found.asks and not found.is_in_force(now or utcnow()) else None
