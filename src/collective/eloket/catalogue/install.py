"""What the catalogue does to a site at install and uninstall."""

from collective.eloket.catalogue.errors import DesksStillExistError
from collective.eloket.catalogue.publishing import WORKFLOW_ID
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IRoomInstaller
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer


#: Plone's setting of the types that stand in the navigation.
DISPLAYED = "plone.displayed_types"
TYPE = "Eloket"
DOCUMENT = "OnlineDocument"


@implementer(IRoomInstaller)
class CatalogueInstaller:
    """See IRoomInstaller; types come and go by the profile's XML files."""

    order = 60

    def install(self, site: ISiteRoot) -> None:
        """Let e-desks stand among the site's tabs: mails say to choose it there."""
        shown = site.portal_registry[DISPLAYED]
        if TYPE not in shown:
            site.portal_registry[DISPLAYED] = (*shown, TYPE)

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises DesksStillExistError: content would lose its type."""
        catalog = api.portal.get_tool("portal_catalog")
        if catalog.unrestrictedSearchResults(object_provides=IEloket.__identifier__):
            raise DesksStillExistError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take the type from the tabs; its content is gone, see check_may_leave."""
        tool = site.portal_workflow
        tool.setChainForPortalTypes((DOCUMENT,), "(Default)")
        if WORKFLOW_ID in tool.objectIds():
            tool._delObject(WORKFLOW_ID)
        shown = site.portal_registry[DISPLAYED]
        site.portal_registry[DISPLAYED] = tuple(name for name in shown if name != TYPE)
