"""*Kijk na voor u publiceert*: what is not right with a document, with ways to mend."""

from collective.eloket.catalogue.checking import check_document
from collective.eloket.catalogue.checking import EDIT
from collective.eloket.catalogue.checking import Finding
from collective.eloket.catalogue.checking import FORM
from collective.eloket.catalogue.checking import TEXTS
from collective.eloket.catalogue.publishing import PUBLISHED
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.versions import Version
from collective.eloket.catalogue.versions import versions_of
from collective.eloket.http.dates import local_time
from collective.eloket.http.view import EloketView
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: Place of a finding → the page below the document where it is mended.
PAGES = {EDIT: "edit", FORM: "formulier/fields", TEXTS: "vertalen"}


class CheckPage(EloketView):
    """Reads only; an editor may look as often as they like."""

    for_staff = True
    template = ViewPageTemplateFile("templates/check.pt")

    @cached_property
    def findings(self) -> list[Finding]:
        """What is not right, the gravest first."""
        return check_document(self.context)

    @property
    def blocked(self) -> bool:
        """Is there anything that must be mended first?"""
        return any(one.blocks for one in self.findings)

    @property
    def is_published(self) -> bool:
        """Is it on offer already?"""
        return state_of(self.context) == PUBLISHED

    def url_of(self, finding: Finding) -> str:
        """Return where a finding is mended."""
        return f"{self.context.absolute_url()}/{PAGES[finding.place]}"

    def versions(self) -> list[Version]:
        """Return what the form asked until now, the newest first."""
        return list(reversed(versions_of(self.context)))

    def since(self, version: Version) -> str:
        """Return from when a version was asked, as it stands on paper."""
        return f"{local_time(version.since):%d-%m-%Y %H:%M}"
