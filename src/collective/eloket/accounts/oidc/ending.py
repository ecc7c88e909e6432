"""Signing out here ends the session at the provider too, and comes back."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.oidc import leaving
from collective.eloket.accounts.oidc import sessions
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.idtoken import is_same
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.errors import ProviderError
from collective.eloket.errors import ProviderSilentError
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest

import logging
import secrets


logger = logging.getLogger(__name__)

#: Holds the ``state`` that the provider must bring back.
COOKIE = "eloket-out"
#: A provider may ask whether one wants to sign out there too.
PATIENCE = timedelta(minutes=10)


def begin_logout(
    plugin: EloketOIDCPlugin, request: HTTPRequest, sid: str | None, return_url: str
) -> str | None:
    """Return where the browser ends its session at the provider; None: nowhere.

    ``sid``: the session that ended here. ``return_url`` must be registered at the
    provider. None too when nobody answers: signing out here must not fail on it.
    May call the network.
    """
    try:
        return address_of(plugin, request, sessions.forget(sid), return_url)
    except (ProviderError, ProviderSilentError) as error:
        logger.warning("no sign-out at provider %s: %s", plugin.getId(), error.code)
        return None


def address_of(
    plugin: EloketOIDCPlugin,
    request: HTTPRequest,
    id_token: str | None,
    return_url: str,
) -> str | None:
    """Return where to send the browser, as the setting ``logout_by`` says."""
    provider = plugin.provider()
    by = provider.settings["logout_by"]
    if by == "none":
        return None
    state = f"{provider.id}.{secrets.token_urlsafe(32)}"
    address = leaving.logout_url(provider, return_url, state, id_token)
    if address is not None and by == "server":
        # what it answers tells nothing that the citizen could act upon
        transport.call("GET", address, provider.allow_private)
        return None
    if address is not None:
        life = int(PATIENCE.total_seconds())
        cookies.write(request, COOKIE, state, max_age=life)
    return address


def came_back(request: HTTPRequest) -> str | None:
    """Return which provider sent this browser back after a sign-out that began here.

    Checks ``state`` against the cookie (RP-Initiated Logout 1.0, section 2); its id
    stands before the random part. None: none did.
    """
    expected = cookies.read(request, COOKIE)
    if not expected or not is_same(request.form.get("state"), expected):
        return None
    return expected.partition(".")[0]
