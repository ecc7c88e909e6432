"""The only door to the providers: their settings, and the way there and back."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.checking import checked
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.errors import ProviderUnknownError
from collective.eloket.accounts.oidc.ids import check_id
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.accounts.oidc.subscribers import our_door
from collective.eloket.clock import utcnow
from collective.eloket.errors import ProviderError
from collective.eloket.errors import ProviderSilentError
from collective.eloket.messages.providers import NO_SECRET
from Products.CMFCore.interfaces import ISiteRoot
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService
from ZPublisher.HTTPRequest import HTTPRequest

import logging


logger = logging.getLogger(__name__)


def user_folder(site: ISiteRoot) -> PluggableAuthService:
    """Return the site's ``acl_users``."""
    return site.acl_users


def providers(site: ISiteRoot) -> list[EloketOIDCPlugin]:
    """Return the providers of the site, by id."""
    found = user_folder(site).objectValues(EloketOIDCPlugin.meta_type)
    return sorted(found, key=lambda plugin: plugin.getId())


def usable_providers(site: ISiteRoot) -> list[EloketOIDCPlugin]:
    """Return the providers by which somebody can sign in; see ``is_usable``."""
    return [plugin for plugin in providers(site) if plugin.is_usable()]


def find_provider(site: ISiteRoot, id: str) -> EloketOIDCPlugin | None:
    """Return the provider with that id, or None."""
    found = {plugin.getId(): plugin for plugin in providers(site)}
    return found.get(id)


def get_provider(site: ISiteRoot, id: str) -> EloketOIDCPlugin:
    """Return the provider with that id.

    :raises ProviderUnknownError: there is none; other things in ``acl_users`` are none.
    """
    plugin = find_provider(site, id)
    if plugin is None:
        raise ProviderUnknownError
    return plugin


def set_provider(
    site: ISiteRoot,
    id: str,
    preset: str,
    issuer: str,
    client_id: str,
    client_secret: str | None = None,
    settings: Mapping[str, object] | None = None,
) -> EloketOIDCPlugin:
    """Add a provider, or replace its settings, and return it.

    ``settings``: any of ``options.OPTIONS``; the preset says the rest. Without
    ``client_secret`` a known provider keeps its own.

    :raises ProviderIdRefusedError: the id is no plain name, or ``oidc``.
    :raises ProviderIdTakenError: something else has this id.
    :raises IssuerRefusedError: not https, or private, and not allowed.
    :raises ProviderSettingsError: something is missing or of the wrong type.
    """
    wanted = checked(preset, issuer, client_id, settings or {})
    known = find_provider(site, id) is not None
    check_id(user_folder(site), id, known)
    if client_secret or needs_secret(id, wanted, known):
        check_secret(client_secret)
    plugin = keep_settings(site, id, wanted)
    if client_secret:
        plugin.set_client_secret(client_secret)
    return plugin


def needs_secret(id: str, wanted: ProviderSettings, known: bool) -> bool:
    """Must a client secret be given? Not when the environment has it.

    :raises SecretUnusableError: what the environment has cannot be used.
    """
    return wanted.has_secret and not known and environment.client_secret(id) is None


def keep_settings(
    site: ISiteRoot, id: str, wanted: ProviderSettings
) -> EloketOIDCPlugin:
    """Keep checked settings under a checked id, and return the provider.

    A new one has no secret yet: nobody signs in by it before it has one.
    """
    plugin = find_provider(site, id)
    if plugin is None:
        user_folder(site)._setObject(id, EloketOIDCPlugin(id, wanted.title))
        plugin = get_provider(site, id)
    plugin.set_settings(wanted)
    Shelf.clear()
    return plugin


def check_secret(client_secret: object) -> None:
    """:raises ProviderSettingsError: no usable client secret."""
    is_text = isinstance(client_secret, str) and client_secret
    if not is_text or not client_secret.isprintable():
        raise ProviderSettingsError("client_secret", NO_SECRET)


def delete_provider(site: ISiteRoot, id: str) -> None:
    """Remove a provider; who came in by it keeps the account, not the way in.

    :raises ProviderUnknownError: there is none.
    """
    found = get_provider(site, id).getId()
    with our_door():
        user_folder(site)._delObject(found)
    Shelf.clear()


def describe(plugin: EloketOIDCPlugin) -> dict[str, object]:
    """Return what a Manager may read of a provider; the secret is not in it."""
    return {
        "id": plugin.getId(),
        "title": plugin.title,
        "preset": plugin.preset,
        "issuer": plugin.issuer,
        "client_id": plugin.client_id,
        "settings": plugin.settings().as_dict(),
    }


def begin(plugin: EloketOIDCPlugin, request: HTTPRequest, ask: Ask) -> str:
    """Begin a sign-in: set its cookie, and return where to send the browser.

    May call the network (discovery). Writes the side store, never the ZODB.

    :raises ProviderSettingsError: the provider does not offer the means.
    """
    now = utcnow()
    client = plugin.get_oauth2_client()
    acr = acr_for(client.provider, ask.means)
    provider = client.provider
    transaction = Transaction.begin(provider.id, provider.redirect_uri, ask, acr, now)
    address = client.authorization_url(transaction, ask)
    transactions.begin(request, transaction, now)
    return address


def acr_for(provider: Provider, means: str | None) -> tuple[str, ...]:
    """Return the ``acr`` values to ask for: all, or those of one means."""
    found: Iterable[str] = provider.means
    if means is not None:
        found = [acr for acr, one in provider.means.items() if one.name == means]
    if not (acr := tuple(found)):
        raise ProviderSettingsError("means")
    return acr


def logout_url(site: ISiteRoot, provider: str, return_url: str) -> str | None:
    """Return where the browser ends its session at the provider.

    None when there is no such provider or page, or nobody answers: signing out here
    must not fail on it. ``return_url`` must be registered at the provider.
    """
    plugin = find_provider(site, provider)
    if plugin is None:
        return None
    try:
        return plugin.get_oauth2_client().logout_url(return_url)
    except (ProviderError, ProviderSilentError) as error:
        logger.warning("no sign-out at provider %s: %s", provider, error.code)
        return None
