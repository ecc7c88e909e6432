"""What may stand in the settings of a provider? Checked once, before it is kept."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.addresses import may_call
from collective.eloket.accounts.oidc.addresses import split
from collective.eloket.accounts.oidc.errors import IssuerRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdTakenError
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.identity.acr import means_by_acr
from collective.eloket.identity.errors import UnknownAssuranceError
from dataclasses import dataclass
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService

import re


#: Part of the callback address that is registered at the provider: plain and short.
PROVIDER_ID = re.compile(r"[a-z][a-z0-9-]{1,39}")
#: pas.plugins.oidc keeps its own plugin there, with an open callback.
REFUSED_IDS = frozenset({"oidc"})
TOKEN_AUTH = ("client_secret_basic", "client_secret_post")
#: scope-token of RFC 6749, section 3.3; a URN is one too.
WORD = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,200}")
NAMES = frozenset({"title", "scopes", "acr_values", "token_auth", "allow_private"})


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Checked settings of a provider, without its secret."""

    preset: str
    title: str
    issuer: str
    client_id: str
    scopes: tuple[str, ...]
    acr_values: tuple[str, ...]
    token_auth: str
    allow_private: bool

    @classmethod
    def from_mapping(
        cls, preset: str, issuer: str, client_id: str, settings: Mapping[str, object]
    ) -> "ProviderSettings":
        """Check what was given; the preset says the rest.

        :raises ProviderSettingsError: something is missing, unknown or of the wrong
            type.
        :raises IssuerRefusedError: the issuer may not be called.
        """
        defaults = get_preset(preset)
        if not isinstance(settings, Mapping) or not NAMES.issuperset(settings):
            raise ProviderSettingsError("settings")
        checked = cls(
            preset=defaults.id,
            title=text(settings.get("title", defaults.title), "title"),
            issuer=text(issuer, "issuer"),
            client_id=text(client_id, "client_id"),
            scopes=words(settings.get("scopes", defaults.scopes), "scopes"),
            acr_values=words(
                settings.get("acr_values", defaults.acr_values), "acr_values"
            ),
            token_auth=text(
                settings.get("token_auth", defaults.token_auth), "token_auth"
            ),
            allow_private=flag(settings.get("allow_private", False)),
        )
        checked.check()
        return checked

    def check(self) -> None:
        """Check what belongs together."""
        if "openid" not in self.scopes:
            raise ProviderSettingsError("scopes")
        if self.token_auth not in TOKEN_AUTH:
            raise ProviderSettingsError("token_auth")
        preset = get_preset(self.preset)
        try:
            means_by_acr(self.acr_values, preset.known_means, preset.acr_namespace)
        except UnknownAssuranceError:
            raise ProviderSettingsError("acr_values") from None
        parts = split(self.issuer)
        if (
            parts is None
            or parts.query
            or not may_call(self.issuer, self.allow_private)
        ):
            raise IssuerRefusedError

    def write_to(self, plugin: EloketOIDCPlugin) -> None:
        """Keep the settings on the plugin, as plain values."""
        plugin.preset = self.preset
        plugin.title = self.title
        plugin.issuer = self.issuer
        plugin.client_id = self.client_id
        plugin.scope = self.scopes
        plugin.acr_values = self.acr_values
        plugin.token_auth = self.token_auth
        plugin.allow_private = self.allow_private


def check_id(pas: PluggableAuthService, id: object, known: bool) -> None:
    """Check the id of a provider, which is part of its address.

    :raises ProviderIdRefusedError: it is no plain name, or ``oidc``.
    :raises ProviderIdTakenError: something else in ``acl_users`` has this name.
    """
    if not isinstance(id, str) or not PROVIDER_ID.fullmatch(id) or id in REFUSED_IDS:
        raise ProviderIdRefusedError
    if not known and hasattr(pas.aq_base, id):
        raise ProviderIdTakenError


def text(value: object, name: str) -> str:
    """Return a text of one line."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ProviderSettingsError(name)
    return value.strip()


def words(value: object, name: str) -> tuple[str, ...]:
    """Return words without blanks, at least one, none of them twice.

    Takes a list, or one text with blanks between them, as providers write it.
    """
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, list | tuple) or not value:
        raise ProviderSettingsError(name)
    if not all(isinstance(word, str) and WORD.fullmatch(word) for word in value):
        raise ProviderSettingsError(name)
    return tuple(dict.fromkeys(value))


def flag(value: object) -> bool:
    """Return yes or no; a text like ``false`` is neither."""
    if not isinstance(value, bool):
        raise ProviderSettingsError("allow_private")
    return value
