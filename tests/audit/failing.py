"""A data manager that loses against another transaction."""

from transaction.interfaces import IDataManager
from ZODB.POSException import ConflictError
from zope.interface import implementer


@implementer(IDataManager)
class FailingVote:
    """Joins a transaction and lets its commit fail with a conflict."""

    transaction_manager = None

    def abort(self, transaction):
        pass

    def tpc_begin(self, transaction):
        pass

    def commit(self, transaction):
        pass

    def tpc_vote(self, transaction):
        raise ConflictError

    def tpc_finish(self, transaction):
        pass

    def tpc_abort(self, transaction):
        pass

    def sortKey(self):
        return "failing"
