"""Leaving for a provider, and the roads of pas.plugins.oidc that we shut."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.oidc.errors import BackchannelClosedError
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.errors import EloketError
from collective.eloket.http.view import EloketView
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode

import logging


logger = logging.getLogger("collective.eloket.accounts.oidc")


class ProviderView(EloketView):
    """Base of what stands on a provider: a refusal says that the sign-in stopped."""

    refusal = ViewPageTemplateFile("templates/stopped.pt")
    #: Where the citizen was going, relative to the site.
    return_to: str | None = None

    def __call__(self):
        # the address may hold a code; no other page needs to know it
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        return super().__call__()

    def refuse(self, error: EloketError):
        """Show the page, set no cookie, and log the cause; nothing about the person."""
        self.request.response.cookies.clear()
        logger.warning(
            "sign-in at provider %s refused: %s", self.context.getId(), error.code
        )
        return super().refuse(error)

    @property
    def stopped_by_citizen(self) -> bool:
        """Did the citizen press cancel? Then nothing went wrong."""
        return self.error.code == "sign_in_cancelled"

    @property
    def again_url(self) -> str:
        """Address of the sign-in page, which leads to where the citizen was going."""
        address = f"{self.desk_url}/aanmelden"
        if self.return_to is None:
            return address
        return f"{address}?{urlencode({'came_from': self.return_to})}"

    def site_path(self, name: str) -> str | None:
        """Return the parameter of that name, if it is an address of this site."""
        return local_path(api.portal.get().absolute_url(), self.request.form.get(name))


class LoginView(ProviderView):
    """Sends the browser to the provider at once; ``means`` asks for one only."""

    def respond(self) -> str:
        """Return a redirect; sets the cookie of this sign-in."""
        self.return_to = self.site_path("came_from")
        ask = Ask(
            means=self.request.form.get("means") or None,
            return_to=self.return_to,
            language=self.request.get("LANGUAGE") or None,
            aside=cookies.aside(self.request),
        )
        return self.redirect(service.begin(self.context, self.request, ask))


class LogoutView(ProviderView):
    """Leads to the page with the button: signing out is a POST."""

    def respond(self) -> str:
        """Return a redirect; changes nothing."""
        return self.redirect(f"{self.desk_url}/afmelden")


class RequireLoginView(ProviderView):
    """Leads to the sign-in page, where the citizen chooses a means."""

    def respond(self) -> str:
        """Return a redirect; changes nothing."""
        self.return_to = self.site_path("came_from")
        return self.redirect(self.again_url)


class BackchannelLogoutView(ProviderView):
    """Shut: no provider may end a session behind the browser's back yet."""

    def __call__(self):
        return self.refuse(BackchannelClosedError())
