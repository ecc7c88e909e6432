"""*Kijk na voor u publiceert*: what is not right with a document, with ways to mend."""

from collective.eloket.catalogue.checking import check_document
from collective.eloket.catalogue.findings import EDIT
from collective.eloket.catalogue.findings import Finding
from collective.eloket.catalogue.findings import FORM
from collective.eloket.catalogue.findings import LETTER
from collective.eloket.catalogue.findings import TEXTS
from collective.eloket.catalogue.publishing import PUBLISHED
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.usable.verdict import find_verdict
from collective.eloket.catalogue.usable.verdict import is_stale
from collective.eloket.catalogue.usable.verdict import Verdict
from collective.eloket.catalogue.versions import Version
from collective.eloket.catalogue.versions import versions_of
from collective.eloket.http.dates import local_time
from collective.eloket.http.view import EloketView
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: Place of a finding → the page below the document where it is mended.
PAGES = {
    EDIT: "edit",
    FORM: "formulier/fields",
    TEXTS: "vertalen",
    LETTER: "brief",
}


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

    @cached_property
    def verdict(self) -> Verdict | None:
        """What axe found; None when nobody looked."""
        return find_verdict(self.context)

    @property
    def verdict_day(self) -> str:
        """When axe looked, as it stands on paper."""
        return f"{local_time(self.verdict.at):%d-%m-%Y %H:%M}"

    @property
    def is_verdict_stale(self) -> bool:
        """Was the form changed since axe looked?"""
        return is_stale(self.context, self.verdict)

    @property
    def is_good(self) -> bool:
        """Is there nothing to mend, as far as is known?"""
        return not self.findings and not (self.verdict and self.verdict.found)

    def url_of(self, finding: Finding) -> str:
        """Return where a finding is mended."""
        query = f"?taal={finding.language}" if finding.language else ""
        return f"{self.context.absolute_url()}/{PAGES[finding.place]}{query}"

    def versions(self) -> list[Version]:
        """Return what the form asked until now, the newest first."""
        return list(reversed(versions_of(self.context)))

    def since(self, version: Version) -> str:
        """Return from when a version was asked, as it stands on paper."""
        return f"{local_time(version.since):%d-%m-%Y %H:%M}"
