"""What requests for rights do to a site at install and uninstall."""

from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.mandates.self_registration.errors import RequestsStillKnownError
from collective.eloket.mandates.self_registration.store import make_trees
from collective.eloket.mandates.self_registration.store import TREES
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class SelfRegistrationInstaller:
    """See IRoomInstaller."""

    order = 52

    def install(self, site: ISiteRoot) -> None:
        """Make the trees."""
        make_trees()

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises RequestsStillKnownError: what people asked would be lost."""
        annotations = IAnnotations(site)
        if any(annotations.get(name) for name in TREES):
            raise RequestsStillKnownError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away the trees."""
        for name in TREES:
            IAnnotations(site).pop(name, None)
