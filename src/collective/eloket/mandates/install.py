"""What the mandates do to a site at install and uninstall."""

from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.mandates.errors import FamiliesStillKnownError
from collective.eloket.mandates.rights.store import BOOK
from collective.eloket.mandates.store import make_trees
from collective.eloket.mandates.store import TREES
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class MandatesInstaller:
    """See IRoomInstaller."""

    order = 50

    def install(self, site: ISiteRoot) -> None:
        """Make the trees."""
        make_trees()

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises FamiliesStillKnownError: families or shut-outs would be lost."""
        annotations = IAnnotations(site)
        if any(annotations.get(name) for name in TREES):
            raise FamiliesStillKnownError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away the trees, and the rights that there were."""
        for name in (*TREES, BOOK):
            IAnnotations(site).pop(name, None)
