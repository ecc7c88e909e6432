"""The path above a page names a document as its page does: in the reader's language."""

from collective.eloket.catalogue.browser.words import said
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs


class DocumentCrumbs(PhysicalNavigationBreadcrumbs):
    """The path to a document; see Plone's."""

    def customize_entry(self, entry: dict, context: object = None) -> None:
        """Name the document, the last of the path."""
        entry["Title"] = said(self.context, "title")
