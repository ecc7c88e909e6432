"""The colours as one linked file: no style stands in a page."""

from collective.eloket.http.brand import brand
from collective.eloket.http.brand import STANDARD
from collective.eloket.http.brand import stylesheet
from collective.eloket.http.brand import version
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser import BrowserView


class BrandStylesheet(BrowserView):
    """``eloket-brand.css``; with the mark of these colours it is kept for a year."""

    def __call__(self) -> str:
        colours = brand()
        response = self.request.response
        response.setHeader("Content-Type", "text/css; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        is_this = self.request.form.get("v") == version(colours)
        kept = "public, max-age=31536000, immutable" if is_this else "no-cache"
        response.setHeader("Cache-Control", kept)
        return stylesheet(colours)


class BrandViewlet(ViewletBase):
    """The link to it, on every page of a site that has colours of its own."""

    def render(self) -> str:
        """Return the link; nothing for the colours of ``eloket.css``."""
        colours = brand()
        if colours == STANDARD:
            return ""
        address = f"{self.site_url}/eloket-brand.css?v={version(colours)}"
        return f'<link rel="stylesheet" href="{address}" />'
