"""A provider, opened for use."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.ownkeys import OwnKeys
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.identity.acr import MeansOfSignIn
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's settings and secrets; never kept in the database.

    ``client_secret`` is empty for a provider to which we prove ourselves by a key;
    ``keys`` is None for one that needs none of ours.
    """

    id: str
    settings: ProviderSettings
    redirect_uri: str
    client_secret: str = field(repr=False)
    keys: OwnKeys | None = field(repr=False, default=None)

    @property
    def issuer(self) -> str:
        """What the provider calls itself, to the last character."""
        return self.settings.issuer

    @property
    def client_id(self) -> str:
        """What the provider calls us."""
        return self.settings.client_id

    @property
    def allow_private(self) -> bool:
        """May we call http and private addresses?"""
        return self.settings.allow_private

    @property
    def means(self) -> Mapping[str, MeansOfSignIn]:
        """Full ``acr`` value → means, in the order we ask for them."""
        return self.settings.means
