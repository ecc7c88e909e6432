"""The way past what stands on every page (WCAG 2.4.1, Bypass Blocks)."""

from collective.eloket import _
from html import escape
from plone import api
from Products.Five.browser import BrowserView
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces.http import IHTTPRequest
from zope.viewlet.interfaces import IViewlet


TO_CONTENT = _("link_skip", default="Skip to the content")
#: The link by language; the words of a language do not change while we run.
_links: dict[str, str] = {}


def skip_link(request: IHTTPRequest) -> str:
    """Return the link, in the language of the page."""
    language = api.portal.get_current_language()
    if language not in _links:
        words = escape(translate(TO_CONTENT, context=request))
        _links[language] = f'<a class="el-skip" href="#content">{words}</a>'
    return _links[language]


@implementer(IViewlet)
class SkipViewlet(BrowserView):
    """First on the page; staff have it in the toolbar, which stands before."""

    def __init__(self, context, request, view, manager):
        super().__init__(context, request)
        self.__parent__ = view

    def update(self) -> None:
        """Nothing to look up."""

    def render(self) -> str:
        """Return the link."""
        return skip_link(self.request)
