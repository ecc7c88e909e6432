"""What the parameters do to a site at install and uninstall."""

from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import lookups
from collective.eloket.parameters.errors import PersonsStillKnownError
from collective.eloket.parameters.store import ANNOTATION
from collective.eloket.parameters.store import PersonRecords
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class ParametersInstaller:
    """See IRoomInstaller."""

    order = 30

    def install(self, site: ISiteRoot) -> None:
        """Make the records, and what people are found by."""
        annotations = IAnnotations(site)
        if ANNOTATION not in annotations:
            annotations[ANNOTATION] = PersonRecords()
        if lookups.ANNOTATION not in annotations:
            annotations[lookups.ANNOTATION] = lookups.PersonLookups()
        if address_tasks.ANNOTATION not in annotations:
            annotations[address_tasks.ANNOTATION] = address_tasks.AddressTasks()

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises PersonsStillKnownError: records would be lost."""
        if IAnnotations(site).get(ANNOTATION):
            raise PersonsStillKnownError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away the records."""
        for name in (ANNOTATION, lookups.ANNOTATION, address_tasks.ANNOTATION):
            IAnnotations(site).pop(name, None)
