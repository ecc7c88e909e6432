"""Can the database keep anything now? Asked after trouble, before the next job.

A mail that left and cannot be taken off the queue would leave again at each look, every
second, for as long as a disk is full.
"""

from persistent import Persistent
from Products.CMFCore.interfaces import ISiteRoot
from transaction import Transaction
from transaction.interfaces import IDataManager
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

import secrets
import transaction


ANNOTATION = "collective.eloket.outbox.room"
#: More than taking a mail off the queue writes. Random: a storage may compress.
PROBE_BYTES = 64 * 1024


class RoomThereError(Exception):
    """The database voted yes; raised so that nothing is kept of the question."""


class Probe(Persistent):
    """What is written, and never kept."""

    def __init__(self) -> None:
        self.content = secrets.token_bytes(PROBE_BYTES)


@implementer(IDataManager)
class Veto:
    """The last one to vote, and the one who says no."""

    transaction_manager = transaction.manager

    def sortKey(self) -> str:
        """See IDataManager: after all databases."""
        return "~~~~"

    def tpc_vote(self, _transaction: Transaction) -> None:
        """See IDataManager; the databases have written by now."""
        raise RoomThereError

    def _nothing(self, _transaction: Transaction) -> None:
        pass

    abort = tpc_begin = commit = tpc_finish = tpc_abort = _nothing


def check_room(site: ISiteRoot) -> None:
    """Let the database write something up to the last step, and take it back.

    :raises StorageError, OSError: it cannot.
    """
    transaction.begin()
    IAnnotations(site)[ANNOTATION] = Probe()
    transaction.get().join(Veto())
    try:
        transaction.commit()
    except RoomThereError:
        transaction.abort()
