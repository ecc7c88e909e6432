"""A register says who has died: asked about all accounts in batches, by the worker.

Where it is stands in the side store, so that who is broken off goes on there, and no
object of the database is written for it.
"""

from collections.abc import Iterator
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.mandates.household import own_number
from collective.eloket.outbox.attempt import Contained
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from collective.eloket.rights import deceased
from collective.eloket.rights.interfaces import IDeceasedSource
from datetime import date
from datetime import datetime
from datetime import timedelta
from itertools import islice
from plone import api
from zope.component import queryUtility
from zope.component.hooks import setSite
from zope.interface import implementer

import logging
import transaction


#: Accounts that the register is asked about at once.
BATCH = 200
#: Batches a minute: a worker has other things to do. 100,000 accounts take two hours.
MOST_BATCHES = 4
#: From the beginning of one round to that of the next.
EVERY = timedelta(hours=24)

#: Kinds of the side store: the last account that was asked about; a round began.
PLACE, ROUND = "deceased-place", "deceased-round"
#: How a place begins while a round goes on, with the account behind it; else its end.
GOES_ON, AT_END = ">", ""

logger = logging.getLogger(__name__)


@implementer(IChore)
class Deaths:
    """Closes the accounts of who has died; see IChore."""

    def do(self) -> None:
        """Go on in all sites; there is nothing to do without a register.

        :raises DeceasedSilentError: the register cannot tell now; it is asked again.
        """
        if queryUtility(IDeceasedSource) is None:
            return
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                ask_on(utcnow())


def ask_on(now: datetime) -> None:
    """Ask about the next batches of this site; one round a day. Commits each closing.

    :raises DeceasedSilentError: the register cannot tell now; nothing is passed over.
    """
    for _batch in range(MOST_BATCHES):
        place = _place(now)
        if place is None:
            return
        asked = list(islice(_ids_after(place), BATCH))
        close_dead(asked)
        _note(GOES_ON + asked[-1] if len(asked) == BATCH else AT_END, now)


def close_dead(person_ids: list[str]) -> None:
    """Close who of these has died by the register, each in a transaction of its own.

    :raises DeceasedSilentError: the register cannot tell now.
    """
    numbers = {
        number: person_id
        for person_id in person_ids
        if (number := own_number(person_id)) is not None
    }
    if not numbers:
        return
    said = queryUtility(IDeceasedSource).died(list(numbers))
    for number, day in said.items():
        if number in numbers:
            _close(numbers[number], day)


def _close(person_id: str, day: date) -> None:
    """Close one account; who fails holds up no others, and is tried the next day."""
    with Told():
        if deceased.close_reported(person_id, day):
            transaction.commit()


class Told(Contained):
    """What fails is logged by class and place: words may hold personal data."""

    def tell(self, failure: str, place: str) -> None:
        """Log it."""
        logger.error("an account was not closed: %s at %s", failure, place)


def _place(now: datetime) -> str | None:
    """Return after whom to go on, None when this round is at its end."""
    found = side_store().get(PLACE, _key(), now) or b""
    if found.startswith(GOES_ON.encode()):
        return found.decode().removeprefix(GOES_ON)
    if not side_store().put_if_absent(ROUND, _key(), b"", EVERY, now):
        return None
    _note(GOES_ON, now)
    return ""


def _note(place: str, now: datetime) -> None:
    # as long as two rounds: who is broken off for longer begins anew
    side_store().put(PLACE, _key(), place.encode(), 2 * EVERY, now)


def _ids_after(place: str) -> Iterator[str]:
    store = citizen_store()
    for person_id in store.citizens.keys(min=place, excludemin=bool(place)):
        citizen = store.citizens[person_id]
        if citizen.closed is None and citizen.has_number:
            yield person_id


def _key() -> str:
    return "/".join(api.portal.get().getPhysicalPath())
