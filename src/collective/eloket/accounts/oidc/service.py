"""The only door to the providers: their settings, and the way there and back."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc import ending
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc.checking import checked
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.accounts.oidc.ending import came_back
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.errors import ProviderUnknownError
from collective.eloket.accounts.oidc.flow import begin
from collective.eloket.accounts.oidc.ids import check_id
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.accounts.oidc.subscribers import our_door
from collective.eloket.clock import utcnow
from collective.eloket.messages.providers import NO_SECRET
from Products.CMFCore.interfaces import ISiteRoot
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService
from ZPublisher.HTTPRequest import HTTPRequest


__all__ = ["begin", "came_back"]


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
    if client_secret or needs_secret(id, wanted.has_secret, known):
        check_secret(client_secret)
    plugin = keep_settings(site, id, wanted)
    if client_secret:
        plugin.set_client_secret(client_secret)
    return plugin


def needs_secret(id: str, has_secret: bool, known: bool) -> bool:
    """Must a client secret be given? Not when the environment has it.

    ``has_secret``: do we prove who we are by one?

    :raises SecretUnusableError: what the environment has cannot be used.
    """
    return has_secret and not known and environment.client_secret(id) is None


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
    plugin.make_keys(utcnow())
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


def begin_logout(
    site: ISiteRoot,
    request: HTTPRequest,
    provider: str,
    sid: str | None,
    return_url: str,
) -> str | None:
    """Return where the browser ends its session at the provider; see ``ending``.

    None too when there is no such provider.
    """
    plugin = find_provider(site, provider)
    if plugin is None:
        return None
    return ending.begin_logout(plugin, request, sid, return_url)


def jwks(plugin: EloketOIDCPlugin) -> dict[str, object]:
    """Return our public keys for a provider (RFC 7517, section 5).

    :raises ProviderUnknownError: it needs none of ours.
    """
    keys = plugin.provider().keys
    if keys is None:
        raise ProviderUnknownError
    return keys.published()


def renew_keys(plugin: EloketOIDCPlugin) -> None:
    """Publish a new pair of keys beside the one before; it signs a day later.

    Where there are none that can be used, a first one is made.

    :raises OwnKeysGivenError: they are the environment's, so renewed there.
    :raises OwnKeysNewError: the newest pair is younger than a day.
    """
    plugin.renew_keys(utcnow())
