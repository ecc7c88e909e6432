"""What the catalogue does to a site at install and uninstall."""

from collective.eloket.catalogue.errors import DesksStillExistError
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IRoomInstaller
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer


@implementer(IRoomInstaller)
class CatalogueInstaller:
    """See IRoomInstaller; types come and go by the profile's XML files."""

    order = 60

    def install(self, site: ISiteRoot) -> None:
        """Nothing: the profile's files say it all."""

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises DesksStillExistError: content would lose its type."""
        catalog = api.portal.get_tool("portal_catalog")
        if catalog.unrestrictedSearchResults(object_provides=IEloket.__identifier__):
            raise DesksStillExistError

    def uninstall(self, site: ISiteRoot) -> None:
        """Nothing: see check_may_leave."""
