"""By which ways do citizens of the example municipality sign in?"""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.service import set_provider
from collective.eloket.parameters.cards import ORIGIN
from dataclasses import dataclass
from dataclasses import field
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.Portal import PloneSite
from types import MappingProxyType
from zope.component import getUtility


CARD_SIGN_IN = "collective.eloket.accounts.card_sign_in"
#: What this municipality sets beyond the preset of the same name. itsme stands on the
#: page by itself, so it is not asked for at CSAM too.
SETTINGS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        # whom one acts for there holds here too, with the rights of its own scope
        "burgerprofiel": {
            "states_capacity": True,
            "scopes": [
                *("openid", "profile", "rrn", "vo"),
                *("wettelijkvertegenwoordiger", "testegem_loket"),
            ],
        },
        "csam": {"acr_values": ["Level500", "Level400"]},
        "itsme": {"scopes": ["openid", "service:TESTEGEM"]},
    }
)


@dataclass(frozen=True)
class Known:
    """A provider, and what it calls the e-loket; its id is that of a preset."""

    id: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


def let_in(site: PloneSite, provider: Known) -> None:
    """Make a provider of the sandbox a way to sign in."""
    set_provider(
        site,
        provider.id,
        provider.id,
        provider.issuer,
        provider.client_id,
        provider.client_secret or None,
        # the sandbox has no certificate and lives on this machine
        {"allow_private": True, **SETTINGS.get(provider.id, {})},
    )


def let_cards_in(origin: str) -> None:
    """Make the card itself a way to sign in, for this address."""
    registry = getUtility(IRegistry)
    registry[ORIGIN] = origin
    registry[CARD_SIGN_IN] = True
