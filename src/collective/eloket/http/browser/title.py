"""The title of the browser's window: what the page is about, and that it failed."""

from collective.eloket import _
from collective.eloket.interfaces import IEloketView
from html import escape
from plone.app.layout.viewlets.common import TitleViewlet
from plone.base.interfaces import IPloneSiteRoot
from zope.i18n import translate
from zope.i18nmessageid import Message


FAILED = _("title_error", default="Error: ${title}")


class PageTitleViewlet(TitleViewlet):
    """Takes the title from the page, where it has one. The template is raw markup."""

    def update(self) -> None:
        """Name the page on the site's root too, where Plone names the site only."""
        super().update()
        if IPloneSiteRoot.providedBy(self.context) and self.own_title is not None:
            self.site_title = f"{self.own_title}{self.sep}{escape(self.site_title)}"

    @property
    def own_title(self) -> str | None:
        """The page's own title as markup; None when it has none."""
        view = self.__parent__
        title = getattr(view, "page_title", None)
        if not IEloketView.providedBy(view) or not title:
            return None
        told = translate(title, context=self.request)
        if getattr(view, "failed", False):
            failed = Message(FAILED, mapping={"title": told})
            told = translate(failed, context=self.request)
        return escape(told)

    @property
    def page_title(self) -> str:
        """Return the page's own title, or the content's."""
        own = self.own_title
        return super().page_title if own is None else own
