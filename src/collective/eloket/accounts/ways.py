"""What can be linked to an account? The providers of the site, and the card itself."""

from collections.abc import Collection
from collective.eloket.accounts import card_way
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.errors import ProviderUnknownError
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from dataclasses import dataclass
from Products.CMFCore.interfaces import ISiteRoot
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class OwnCard:
    """The card, where else a provider stands."""

    title: Message = card_way.TITLE

    def getId(self) -> str:
        """Return the id that links are kept under."""
        return card_way.CARD


Way = EloketOIDCPlugin | OwnCard
OWN_CARD = OwnCard()


def ways(site: ISiteRoot, linked: Collection[str]) -> list[Way]:
    """Return the providers, and the card where it is on offer or among ``linked``."""
    found: list[Way] = list(oidc.providers(site))
    if card_way.is_open() or card_way.CARD in linked:
        found.append(OWN_CARD)
    return found


def find_way(site: ISiteRoot, id: str) -> Way | None:
    """Return the card, or the provider with that id; None: there is none."""
    return OWN_CARD if id == card_way.CARD else oidc.find_provider(site, id)


def get_way(site: ISiteRoot, id: str) -> Way:
    """Return the card, or the provider with that id.

    :raises ProviderUnknownError: there is none.
    """
    found = find_way(site, id)
    if found is None:
        raise ProviderUnknownError
    return found
