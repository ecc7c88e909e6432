"""What may stand in the settings of a provider? Checked once, before it is kept."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.accounts.oidc.addresses import may_call
from collective.eloket.accounts.oidc.addresses import split
from collective.eloket.accounts.oidc.errors import IssuerRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdTakenError
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.options import NEEDED_ENDPOINTS
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.options import text
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.accounts.oidc.presets import Preset
from collective.eloket.identity.acr import full_acr
from collective.eloket.identity.acr import means_by_acr
from collective.eloket.identity.acr import MeansOfSignIn
from collective.eloket.identity.claims import ClaimNames
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService
from typing import Any

import re


#: Part of the callback address that is registered at the provider: plain and short.
#: ``x-file`` would share the variable ELOKET_SECRET_X_FILE with ``x``.
PROVIDER_ID = re.compile(r"[a-z][a-z0-9-]{1,39}(?<!-file)")
#: pas.plugins.oidc keeps its own plugin there, with an open callback.
REFUSED_IDS = frozenset({"oidc"})
SERVICE_SCOPE = "service:"


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Settings of a provider without its secrets; every one is there.

    ``given``: what an integrator set, under the names of ``options``; the preset says
    the rest. Both hold values of JSON's kinds only.
    """

    preset: Preset
    issuer: str
    client_id: str
    given: Mapping[str, Any]

    @classmethod
    def from_mapping(
        cls, preset: str, issuer: str, client_id: str, settings: Mapping[str, object]
    ) -> "ProviderSettings":
        """Check what was given. Looks names up in the DNS.

        :raises ProviderSettingsError: something is missing, unknown or of the wrong
            type; its text is the name of the setting.
        :raises IssuerRefusedError: an address may not be called.
        """
        defaults = get_preset(preset)
        if not isinstance(settings, Mapping) or not OPTIONS.keys() >= settings.keys():
            raise ProviderSettingsError("settings")
        given = {name: OPTIONS[name](value, name) for name, value in settings.items()}
        made = cls(
            defaults, text(issuer, "issuer"), text(client_id, "client_id"), given
        )
        for check in CHECKS:
            check(made)
        return made

    def __getitem__(self, name: str) -> Any:
        """Return a setting: what was given, or what the preset says."""
        return self.given[name] if name in self.given else self.preset.defaults[name]

    def as_dict(self) -> dict[str, Any]:
        """Return every setting but the title, as a Manager may read them."""
        return {name: self[name] for name in OPTIONS if name != "title"}

    @property
    def title(self) -> str:
        """What the provider is called."""
        return str(self["title"])

    @property
    def allow_private(self) -> bool:
        """May we call http and private addresses?"""
        return bool(self["allow_private"])

    @property
    def has_secret(self) -> bool:
        """Do we prove who we are by a client secret?"""
        return self["token_auth"] != "private_key_jwt"  # noqa: S105 - a method

    @property
    def has_keys(self) -> bool:
        """Do we need keys of our own, to sign or to decrypt?"""
        return not self.has_secret or "nested" in (self["id_token"], self["userinfo"])

    def scopes(self, purpose: Purpose) -> tuple[str, ...]:
        """Return what is asked for; least for signing in."""
        return tuple(self["purpose_scopes"].get(purpose.value, self["scopes"]))

    def claims(self, purpose: Purpose) -> Mapping[str, Any]:
        """Return the ``claims`` parameter (OpenID Connect Core 1.0, 5.5), or {}."""
        return self["purpose_claims"].get(purpose.value, {})

    def number_asked(self, purpose: Purpose) -> bool:
        """Do we ask for the national number?"""
        names = {name for part in self.claims(purpose).values() for name in part or ()}
        return self["number_scope"] in self.scopes(purpose) or not names.isdisjoint(
            self["number_claims"]
        )

    def asks_more(self, purpose: Purpose, than: Purpose) -> bool:
        """Is more asked for one purpose than for the other?"""
        return not set(self.scopes(purpose)) <= set(self.scopes(than)) or (
            self.claims(purpose) != self.claims(than)
        )

    @property
    def means(self) -> dict[str, MeansOfSignIn]:
        """Full ``acr`` value → means, in the order we ask for them."""
        return means_of(self)

    @property
    def amr(self) -> dict[str, tuple[str, ...]]:
        """Full ``acr`` value → values of which one must stand in ``amr``."""
        space = self.preset.acr_namespace
        return {full_acr(acr, space): tuple(v) for acr, v in self["amr"].items()}

    @property
    def names(self) -> ClaimNames:
        """How the provider calls what we want to know."""
        return ClaimNames(tuple(self["number_claims"]), self["attribute_claims"])

    def endpoint(self, name: str) -> str | None:
        """Return an address that was given by hand; one below the issuer in full."""
        found = self["endpoints"].get(name)
        if found is None or not found.startswith("/"):
            return found
        return f"{self.issuer.rstrip('/')}{found}"


def means_of(settings: ProviderSettings) -> dict[str, MeansOfSignIn]:
    """Return full ``acr`` value → means, in the order we ask for them.

    :raises UnknownAssuranceError: a value is in no table.
    """
    own = {
        acr: MeansOfSignIn(
            row["means"], AssuranceLevel.from_label(row["level"]), row["number"]
        )
        for acr, row in settings["acr_table"].items()
    }
    known = {**settings.preset.known_means, **own}
    return means_by_acr(settings["acr_values"], known, settings.preset.acr_namespace)


def check_scopes(settings: ProviderSettings) -> None:
    """Check that each purpose asks for an ID token, and names itsme's service."""
    for purpose in Purpose:
        scopes = settings.scopes(purpose)
        if "openid" not in scopes:
            raise ProviderSettingsError("scopes")
        services = [word for word in scopes if word.startswith(SERVICE_SCOPE)]
        if settings.preset.service_scope and len(services) != 1:
            raise ProviderSettingsError("scopes")


def check_claims(settings: ProviderSettings) -> None:
    """Check the parts of the ``claims`` parameter."""
    for request in settings["purpose_claims"].values():
        parts = isinstance(request, dict) and set(request) <= {"userinfo", "id_token"}
        if not parts or not all(isinstance(part, dict) for part in request.values()):
            raise ProviderSettingsError("purpose_claims")


def check_acr_values(settings: ProviderSettings) -> None:
    """Check that we know what each level means; it is never guessed."""
    try:
        means_of(settings)
    except UnknownAssuranceError:
        raise ProviderSettingsError("acr_values") from None


def check_issuer(settings: ProviderSettings) -> None:
    """Check that the issuer is an address that we may call."""
    parts = split(settings.issuer)
    if parts is None or parts.query:
        raise IssuerRefusedError
    if not may_call(settings.issuer, settings.allow_private):
        raise IssuerRefusedError


def check_addresses(settings: ProviderSettings) -> None:
    """Check the addresses given by hand: all that are needed, or none."""
    given = settings["endpoints"]
    if given and not set(NEEDED_ENDPOINTS) <= set(given):
        raise ProviderSettingsError("endpoints")
    for address in addresses_of(settings):
        if not may_call(address, settings.allow_private):
            raise IssuerRefusedError


def addresses_of(settings: ProviderSettings) -> Iterator[str]:
    """Yield every address given by hand."""
    if settings["discovery_url"]:
        yield settings["discovery_url"]
    for name in settings["endpoints"]:
        yield str(settings.endpoint(name))


CHECKS = (
    check_scopes,
    check_claims,
    check_acr_values,
    check_issuer,
    check_addresses,
)


def check_id(pas: PluggableAuthService, id: object, known: bool) -> None:
    """Check the id of a provider, which is part of its address.

    :raises ProviderIdRefusedError: it is no plain name, or ``oidc``.
    :raises ProviderIdTakenError: something else in ``acl_users`` has this name.
    """
    if not isinstance(id, str) or not PROVIDER_ID.fullmatch(id) or id in REFUSED_IDS:
        raise ProviderIdRefusedError
    if not known and hasattr(pas.aq_base, id):
        raise ProviderIdTakenError
