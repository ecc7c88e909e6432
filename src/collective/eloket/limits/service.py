"""The only door to the limits: count what happens, and make guesses wait.

Counts lie in the side store, so they hold over all processes and survive a refusal.
"""

from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.limits.address import address_key
from collective.eloket.limits.address import client_address
from collective.eloket.limits.errors import after
from collective.eloket.limits.model import Limit
from collective.eloket.limits.model import Patience
from collective.eloket.limits.model import Watched
from datetime import datetime
from datetime import timedelta
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from ZPublisher.HTTPRequest import HTTPRequest


__all__ = ["Limit", "Patience", "Watched", "address_key", "client_address"]

#: How often somebody had to wait is remembered for so long.
MEMORY = timedelta(days=1)


def most_of(limit: Limit) -> int:
    """Return how many this site allows."""
    return getUtility(IRegistry)[limit.record]


def spend(limit: Limit, request: HTTPRequest) -> None:
    """Count one more from this request's address.

    :raises TooOftenError: the limit's own class; more than the site allows.
    """
    spend_key(limit, address_key(request))


def spend_key(limit: Limit, key: str) -> None:
    """Count one more under a keyed hash.

    :raises TooOftenError: the limit's own class; more than the site allows.
    """
    if side_store().count(limit.kind, key, limit.window) > most_of(limit):
        raise after(limit.error, limit.window)


class Guess:
    """One try at a secret; it counts from the start, so many at once count as many.

    Say afterwards whether it was ``right``; one that was not is counted already, and
    says so with ``wrong`` to make the next ones wait.
    """

    def __init__(self, limit: Limit, watched: tuple[Watched, ...]) -> None:
        """Begin.

        :raises TooOftenError: the limit's own class; wait first. Nothing was looked at.
        """
        self._limit = limit
        self._watched = watched
        self._now = utcnow()
        self._check_no_hold()
        self._times = {
            one.key: side_store().count(limit.kind, one.key, limit.window, self._now)
            for one in watched
        }
        self._check_turn()

    def right(self) -> None:
        """Take the count back: it was no guess."""
        for one in self._watched:
            side_store().uncount(
                self._limit.kind, one.key, self._limit.window, self._now
            )
            side_store().delete(f"{self._limit.kind}-turn", one.key)

    def wrong(self) -> None:
        """Make the next ones wait, where this was one too many."""
        for one in self._watched:
            if self._times[one.key] >= most_of(self._limit):
                self._hold(one)

    def _check_no_hold(self) -> None:
        waits = [self._left(one) for one in self._watched]
        longest = max(waits, default=timedelta())
        if longest > timedelta():
            raise after(self._limit.error, longest)

    def _check_turn(self) -> None:
        """Refuse what came at the same moment as others, before these had an end.

        Who waited out a hold has one try, not as many as fit into a moment.
        """
        for one in self._watched:
            if self._times[one.key] <= most_of(self._limit):
                continue
            if not self._was_held(one) or not self._take_turn(one):
                raise after(self._limit.error, one.patience.first)

    def _take_turn(self, one: Watched) -> bool:
        return side_store().put_if_absent(
            f"{self._limit.kind}-turn", one.key, b"", one.patience.first, self._now
        )

    def _left(self, one: Watched) -> timedelta:
        until = side_store().get(self._hold_kind, one.key, self._now)
        if until is None:
            return timedelta()
        return datetime.fromisoformat(until.decode()) - self._now

    def _was_held(self, one: Watched) -> bool:
        return side_store().counted(self._hold_kind, one.key, MEMORY, self._now) > 0

    def _hold(self, one: Watched) -> None:
        before = side_store().count(self._hold_kind, one.key, MEMORY, self._now) - 1
        wait = one.patience.wait(before)
        until = (self._now + wait).isoformat().encode()
        side_store().put(self._hold_kind, one.key, until, wait, self._now)

    @property
    def _hold_kind(self) -> str:
        return f"{self._limit.kind}-hold"
