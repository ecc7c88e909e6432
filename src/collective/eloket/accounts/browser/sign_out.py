"""The page *Afmelden*."""

from collective.eloket import _
from collective.eloket.accounts import service
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.provider_names import name_of
from collective.eloket.http.csrf import is_write
from collective.eloket.http.view import EloketView
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


#: What the browser throws away (W3C Clear Site Data, section 3.1). Pages of ours are
#: never stored, but those that a browser keeps for its Back button are. Not "cookies"
#: (they would go for all sites of the domain), nor "storage" (other applications of
#: this site keep things there; the e-desk keeps nothing).
CLEARED = '"cache"'


class SignOutView(EloketView):
    """A page with a button, and the page after it."""

    ask = ViewPageTemplateFile("templates/sign_out.pt")
    done = ViewPageTemplateFile("templates/signed_out.pt")

    def __call__(self):
        if is_write(self.request) and self.session.user_id is None:
            # the session was over before the click: nothing to protect or to do
            self.request.response.setHeader("Cache-Control", "no-store")
            return self.redirect(self.address, status=303)
        return super().__call__()

    @property
    def address(self) -> str:
        """Address of this page, as it is registered at the provider."""
        return f"{self.desk_url}/afmelden"

    def respond(self) -> str:
        """Ask, or end the session here and then at the provider."""
        if self.session.user_id is None:
            return self.signed_out()
        if not self.posted:
            return self.ask()
        sid = self.session.sid
        provider = service.sign_out(self.request)
        self.request.response.setHeader("Clear-Site-Data", CLEARED)
        site = api.portal.get()
        there = oidc.begin_logout(site, self.request, provider, sid, self.address)
        return self.redirect(there or self.address, status=303)

    def signed_out(self) -> str:
        """Show that nobody is signed in; clerks and editors leave by Plone's page."""
        if not api.user.is_anonymous():
            return self.redirect(f"{api.portal.get().absolute_url()}/logout")
        return self.done()

    @Lazy
    def left(self) -> EloketOIDCPlugin | None:
        """The provider that sent the browser back: it ended its session too."""
        id = oidc.came_back(self.request)
        return None if id is None else oidc.find_provider(api.portal.get(), id)

    @property
    def also_at_provider(self) -> bool:
        """Did a provider send the browser back?"""
        return self.left is not None

    @property
    def usable(self) -> list[EloketOIDCPlugin]:
        """The provider where the browser was; when nobody knows, all of the site."""
        if self.left is not None:
            return [self.left]
        return oidc.usable_providers(api.portal.get())

    @property
    def providers(self) -> list[Message | str]:
        """Names of the providers by which one can be signed in elsewhere, too."""
        return [name_of(one) for one in self.usable]

    @property
    def silent_providers(self) -> list[Message | str]:
        """Names of those that tell no other website of a sign-out."""
        return [
            name_of(one)
            for one in self.usable
            if not one.settings()["backchannel_logout"]
        ]

    @property
    def provider(self) -> Message | str:
        """Name of where the browser was; one name for all when there are several."""
        if len(self.providers) == 1:
            return self.providers[0]
        return _("name_provider", default="the sign-in page of the government")

    @property
    def site_title(self) -> str:
        """Name of the municipality."""
        return api.portal.get().Title()
