"""The title of the browser's window: what the page is about, and that it failed."""

from collective.eloket.interfaces import IEloketView
from plone.app.layout.viewlets.common import TitleViewlet
from zope.i18n import translate


class PageTitleViewlet(TitleViewlet):
    """Takes the title from the page, where it has one."""

    @property
    def page_title(self) -> str:
        """Return the page's own title, or the content's."""
        title = getattr(self.__parent__, "page_title", None)
        if IEloketView.providedBy(self.__parent__) and title:
            return translate(title, context=self.request)
        return super().page_title
