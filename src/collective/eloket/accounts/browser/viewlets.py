"""Ways in and out, on every page of the site."""

from collective.eloket.accounts.service import own_name
from collective.eloket.http.desk import get_desk
from collective.eloket.http.session import current_session
from plone import api
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class DeskViewlet(ViewletBase):
    """Base: nothing is shown while the site has no e-desk."""

    def update(self) -> None:
        """Look for the e-desk and the session."""
        super().update()
        desk = get_desk(api.portal.get())
        self.desk_url = None if desk is None else desk.absolute_url()
        self.session = current_session(self.request)

    def render(self) -> str:
        """Return the links, or nothing."""
        return "" if self.desk_url is None else self.index()


class TopViewlet(DeskViewlet):
    """*Aanmelden*, or the citizen's name and *Afmelden*."""

    index = ViewPageTemplateFile("templates/top.pt")

    @property
    def shown(self) -> bool:
        """Clerks and editors have Plone's own links."""
        return self.session.user_id is not None or api.user.is_anonymous()

    @property
    def name(self) -> str:
        """What the citizen is called, as far as this session may see it."""
        return own_name(self.session)


class FooterViewlet(DeskViewlet):
    """*Registreer u*."""

    index = ViewPageTemplateFile("templates/footer.pt")

    @property
    def shown(self) -> bool:
        """Is nobody signed in?"""
        return api.user.is_anonymous()
