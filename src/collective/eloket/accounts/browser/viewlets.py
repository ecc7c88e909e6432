"""Ways in and out, on every page of the site."""

from collective.eloket.accounts.browser.languages import base_of
from collective.eloket.accounts.browser.languages import choices
from collective.eloket.accounts.browser.languages import offered
from collective.eloket.accounts.search import PERMISSION
from collective.eloket.accounts.service import own_name
from collective.eloket.http.desk import get_desk
from collective.eloket.http.desk import path_of
from collective.eloket.http.session import current_session
from collective.eloket.http.skeletons import gap
from collective.eloket.http.skeletons import Skeletons
from plone import api
from plone.app.layout import viewlets as stock
from plone.app.layout.viewlets import ViewletBase
from plone.app.layout.viewlets.common import PersonalBarViewlet
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import negotiate


#: Where Plone's own templates are.
STOCK = stock.__path__[0]


class DeskViewlet(ViewletBase):
    """Base: nothing is shown while the site has no e-desk."""

    def update(self) -> None:
        """Look for the e-desk and the session."""
        super().update()
        self.desk = get_desk(api.portal.get())
        self.desk_url = None if self.desk is None else self.desk.absolute_url()
        self.session = current_session(self.request)

    def render(self) -> str:
        """Return the links, or nothing."""
        return "" if self.desk_url is None else self.index()


#: What stands on top for citizens, with a gap where their name is.
DRAWN = Skeletons()


class TopViewlet(DeskViewlet):
    """*Aanmelden*, or the citizen's name and *Afmelden*; for clerks, *Taken*."""

    index = ViewPageTemplateFile("templates/top.pt")
    language_links = ViewPageTemplateFile("templates/languages.pt")
    name = ""

    def render(self) -> str:
        """Return the links, or nothing."""
        if self.desk_url is None or self.session.user_id is None:
            return super().render()
        known = own_name(self.session)
        self.name = gap("name") if known else ""
        key = (negotiate(self.request), self.desk_url, bool(known))
        return DRAWN.filled(key, self.index, {"name": known})

    @property
    def languages(self) -> list[dict]:
        """The languages to choose from; citizens have them in the bar."""
        if self.session.user_id is not None:
            return []
        page = f"{self.site_url}{path_of(self.request)}"
        base = base_of(page, self.request)
        return choices(offered(), self.request["LANGUAGE"], base)

    @property
    def is_stranger(self) -> bool:
        """Is nobody signed in? Clerks and editors have Plone's own links."""
        return self.session.user_id is None and api.user.is_anonymous()

    @property
    def is_clerk(self) -> bool:
        """Is it somebody who handles cases? A citizen's session never is."""
        return self.may("collective.eloket: Handle cases")

    @property
    def may_search(self) -> bool:
        """May they look citizens up?"""
        return self.may(PERMISSION)

    def may(self, permission: str) -> bool:
        """Does a member of the site hold the permission? No citizen ever does."""
        if self.session.user_id is not None:
            return False
        return api.user.has_permission(permission, obj=self.desk)

    @property
    def shown(self) -> bool:
        """Is there anything to show?"""
        return bool(
            self.session.user_id or self.is_stranger or self.is_clerk or self.languages
        )


class AnonymousTools(PersonalBarViewlet):
    """Plone's way to sign in, on a site without an e-desk only.

    Two ways to sign in beside each other, one of which is not for citizens, would lead
    people astray; the footer has the one for who works here.
    """

    index = ViewPageTemplateFile("anontools.pt", STOCK)

    def render(self) -> str:
        """Return Plone's link, or nothing."""
        has_desk = get_desk(api.portal.get()) is not None
        return "" if has_desk else self.index()


class MemberTools(PersonalBarViewlet):
    """Plone's menu of who is signed in; citizens have ours (top.pt)."""

    index = ViewPageTemplateFile("membertools.pt", STOCK)

    def render(self) -> str:
        """Return Plone's menu, or nothing."""
        is_citizen = current_session(self.request).user_id is not None
        return "" if is_citizen else self.index()


class FooterViewlet(DeskViewlet):
    """*Registreer u*, and the way in for who works here."""

    index = ViewPageTemplateFile("templates/footer.pt")

    def update(self) -> None:
        """Look for the e-desk where there is something to show."""
        # on every page: a citizen's session tells it without asking Plone
        is_citizen = current_session(self.request).user_id is not None
        self.shown = not is_citizen and api.user.is_anonymous()
        if self.shown:
            super().update()

    def render(self) -> str:
        """Return the links, or nothing when somebody is signed in."""
        return super().render() if self.shown else ""
