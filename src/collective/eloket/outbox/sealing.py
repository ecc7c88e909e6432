"""The worker seals the audit: once a minute, one of all workers."""

from collective.eloket.audit import service as audit
from collective.eloket.outbox.interfaces import IChore
from zope.interface import implementer


@implementer(IChore)
class AuditSeals:
    """Seals what was recorded since; see IChore."""

    def do(self) -> None:
        """Seal it; rows of all sites lie in one chain.

        :raises AuditUnavailableError: the database does not do it.
        """
        audit.seal_new_rows()
