"""What the outbox does to a site at install and uninstall."""

from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.outbox.errors import JobsWaitingError
from collective.eloket.outbox.jobs import find_outbox
from collective.eloket.outbox.jobs import waiting
from collective.eloket.outbox.store import ANNOTATION
from collective.eloket.outbox.store import Outbox
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class OutboxInstaller:
    """See IRoomInstaller."""

    order = 20

    def install(self, site: ISiteRoot) -> None:
        """Make the queue."""
        annotations = IAnnotations(site)
        if ANNOTATION not in annotations:
            annotations[ANNOTATION] = Outbox()

    def check_may_leave(self, site: ISiteRoot) -> None:
        """Let go what was given up: it is logged, and nobody can deliver it.

        :raises JobsWaitingError: news that can still leave would be lost.
        """
        if find_outbox(site) is not None and waiting(site):
            raise JobsWaitingError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away the queue."""
        IAnnotations(site).pop(ANNOTATION, None)
