"""Services of pas.plugins.oidc that must not lead past our checks."""

from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.oidc.errors import ClosedRoadError
from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from collective.eloket.accounts.oidc.stock import is_switched_off
from collective.eloket.http.errors import body_for
from collective.eloket.http.errors import tell_status
from pas.plugins.oidc import PLUGIN_ID as STOCK_PLUGIN
from pas.plugins.oidc.controlpanel.oidc import OIDCSettingsConfigletPanel
from pas.plugins.oidc.services.oidc.oidc import Get
from pas.plugins.oidc.services.oidc.oidc import LogoutGet
from pas.plugins.oidc.services.oidc.oidc import Post
from Products.CMFCore.interfaces import ISiteRoot
from urllib.parse import urlencode
from ZPublisher.HTTPRequest import HTTPRequest

import transaction


class ClosedForOurs:
    """Refuses for a provider of ours, and for a plugin that was switched off.

    Another plugin of the other package is its affair.
    """

    def reply(self) -> dict:
        """Return the refusal, or what the stock service says."""
        plugin = self.plugin
        if not IEloketOIDCPlugin.providedBy(plugin) and not is_switched_off(plugin):
            return super().reply()
        transaction.doom()
        error = ClosedRoadError()
        tell_status(error, self.request)
        return body_for(error, self.request)


class LoginStart(ClosedForOurs, Get):
    """Tells a program where the browser must go; begins nothing itself."""

    def reply(self) -> dict:
        """Return the address of our sign-in; it sets the cookie when it is opened."""
        if not IEloketOIDCPlugin.providedBy(self.plugin):
            return super().reply()
        self.request.response.setHeader("Cache-Control", "no-store")
        address = f"{self.plugin.absolute_url()}/login"
        came_from = local_path(
            self.context.absolute_url(), self.request.form.get("came_from")
        )
        if came_from is not None:
            address = f"{address}?{urlencode({'came_from': came_from})}"
        return {"next_url": address, "came_from": came_from}


class LoginFinish(ClosedForOurs, Post):
    """An answer of the provider is taken at ``callback`` only."""


class Logout(ClosedForOurs, LogoutGet):
    """Signing out is a POST, at ``afmelden``."""


def stock_panel(
    site: ISiteRoot, request: HTTPRequest
) -> OIDCSettingsConfigletPanel | None:
    """Return the other package's control panel, for its own plugin only.

    It knows no other, and without it every call of it is a failure.
    """
    if STOCK_PLUGIN not in site.acl_users.objectIds():
        return None
    return OIDCSettingsConfigletPanel(site, request)
