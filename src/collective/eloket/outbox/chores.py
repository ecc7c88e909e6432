"""What a worker does now and then: of several workers one, once a minute."""

from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.attempt import Contained
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.interfaces import IChore
from datetime import timedelta
from zope.component import getUtilitiesFor

import logging


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
            with Doing(name):
                chore.do()
            tell_alive(worker)


class Doing(Contained):
    """A chore that is done; when it raises anything, that is logged."""

    def __init__(self, name: str) -> None:
        self._name = name

    def tell(self, failure: str, place: str) -> None:
        """Log it; it is tried again when its turn comes."""
        logger.error("worker: chore %s failed: %s at %s", self._name, failure, place)
