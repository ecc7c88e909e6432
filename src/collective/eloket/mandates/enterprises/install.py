"""What rights for organisations do to a site at install and uninstall."""

from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.mandates.enterprises.errors import EnterprisesStillKnownError
from collective.eloket.mandates.enterprises.store import make_trees
from collective.eloket.mandates.enterprises.store import TREES
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class EnterprisesInstaller:
    """See IRoomInstaller."""

    order = 51

    def install(self, site: ISiteRoot) -> None:
        """Make the trees."""
        make_trees()

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises EnterprisesStillKnownError: what people hold would be lost."""
        annotations = IAnnotations(site)
        if any(annotations.get(name) for name in TREES):
            raise EnterprisesStillKnownError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away the trees."""
        for name in TREES:
            IAnnotations(site).pop(name, None)
