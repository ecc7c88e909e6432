"""The settings of a provider: what was given, and what its preset says."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.presets import Preset
from collective.eloket.identity.acr import full_acr
from collective.eloket.identity.acr import means_by_acr
from collective.eloket.identity.acr import MeansOfSignIn
from collective.eloket.identity.claims import ClaimNames
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from typing import Any


#: Ways to prove who we are by a shared secret; the other one is by a key.
SECRET_METHODS = ("client_secret_basic", "client_secret_post")


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
        return self["token_auth"] in SECRET_METHODS

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


def known_means(settings: ProviderSettings) -> dict[str, MeansOfSignIn]:
    """Return what we know of levels: the preset's table, and an installation's own."""
    own = {
        acr: MeansOfSignIn(
            row["means"], AssuranceLevel.from_label(row["level"]), row["number"]
        )
        for acr, row in settings["acr_table"].items()
    }
    return {**settings.preset.known_means, **own}


def means_of(settings: ProviderSettings) -> dict[str, MeansOfSignIn]:
    """Return full ``acr`` value → means, in the order we ask for them.

    :raises UnknownAssuranceError: a value is in no table.
    """
    known, space = known_means(settings), settings.preset.acr_namespace
    return means_by_acr(settings["acr_values"], known, space)
