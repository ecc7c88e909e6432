"""What a worker does now and then: of several workers one, once a minute."""

from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.attempt import NOT_THE_JOBS_FAULT
from collective.eloket.outbox.attempt import place_of
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.interfaces import IChore
from datetime import timedelta
from types import TracebackType
from typing import Self
from zope.component import getUtilitiesFor

import logging
import transaction


logger = logging.getLogger(__name__)

#: How often chores are done; the side store's kind of who does one.
CHORES = timedelta(minutes=1)
TURN = "chore"


def do_chores(worker: str) -> None:
    """Do those that no other worker does; one that fails holds up nothing else.

    :raises TransientError, StorageError, SideStoreError: our databases are in trouble.
    """
    for name, chore in getUtilitiesFor(IChore):
        # the one that wrote this does it; the others find it written
        if side_store().put_if_absent(TURN, name, worker.encode(), CHORES):
            with Failing(name):
                chore.do()
            tell_alive(worker)


class Failing:
    """Whatever a chore raises ends here, told by class and place; see ``Attempt``."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if kind is None:
            return False
        transaction.abort()
        if not issubclass(kind, Exception) or issubclass(kind, NOT_THE_JOBS_FAULT):
            return False
        logger.error(
            "worker: chore %s failed: %s at %s",
            self._name,
            kind.__name__,
            place_of(trace),
        )
        return True
