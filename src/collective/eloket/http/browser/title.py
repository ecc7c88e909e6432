"""The title of the browser's window: what the page is about, and that it failed."""

from collective.eloket.http.heading import as_failed
from collective.eloket.http.heading import title_from_heading
from collective.eloket.interfaces import IEloketView
from functools import cached_property
from html import escape
from plone.app.layout.viewlets.common import TitleViewlet
from plone.base.interfaces import IPloneSiteRoot
from zope.i18n import translate


class PageTitleViewlet(TitleViewlet):
    """Takes the title from the page, where it has one. The template is raw markup."""

    def update(self) -> None:
        """Name the page on the site's root too, where Plone names the site only."""
        super().update()
        if IPloneSiteRoot.providedBy(self.context) and self.own_title is not None:
            self.site_title = f"{self.own_title}{self.sep}{escape(self.site_title)}"

    @cached_property
    def own_title(self) -> str | None:
        """The page's own title as markup, else its heading; None: it is not ours."""
        view = self.__parent__
        if not IEloketView.providedBy(view):
            return None
        title, failed = view.page_title, getattr(view, "failed", False)
        if not title:
            return title_from_heading(self.request, self.context.title, failed)
        told = translate(title, context=self.request)
        return escape(as_failed(told, self.request) if failed else told)

    @property
    def page_title(self) -> str:
        """Return the page's own title, or the content's."""
        own = self.own_title
        return super().page_title if own is None else own
