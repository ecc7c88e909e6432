"""A provider in ``acl_users``: settings of one identity provider, strictly used."""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from collections.abc import Mapping
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc.client import StrictClient
from collective.eloket.accounts.oidc.errors import ClosedRoadError
from collective.eloket.accounts.oidc.errors import SecretLostError
from collective.eloket.accounts.oidc.errors import SecretMissingError
from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.service import open_sealed
from collective.eloket.vault.service import seal
from pas.plugins.oidc.plugins import OIDCPlugin
from types import MappingProxyType
from typing import Any
from typing import NoReturn
from zope.interface import implementer


def secret_context(provider_id: str) -> str:
    """Return what is proven of a sealed client secret: whose it is."""
    return f"oidc-client-secret/{provider_id}"


@implementer(IEloketOIDCPlugin)
class EloketOIDCPlugin(OIDCPlugin):
    """Signs citizens in at one provider; never active as a PAS plugin.

    Stands in ``acl_users`` for its address only: no interface of PAS is switched on,
    so it neither challenges, nor finds, nor makes users.
    """

    meta_type = "Eloket OIDC Plugin"

    #: Nothing to fill in by hand: a secret typed in the ZMI would be kept in clear.
    _properties = ()
    manage_options = ()

    preset = ""
    #: What an integrator set, in JSON's kinds; replaced as a whole, never changed.
    given: Mapping[str, Any] = MappingProxyType({})
    create_user = False
    create_ticket = False
    create_restapi_ticket = False
    use_pkce = True
    sealed_secret = b""

    def set_client_secret(self, secret: str) -> None:
        """Keep the secret, sealed for this provider."""
        context = secret_context(self.getId())
        self.sealed_secret = seal(secret.encode(), context)

    def set_settings(self, settings: ProviderSettings) -> None:
        """Keep checked settings."""
        self.preset = settings.preset.id
        self.title = settings.title
        self.issuer = settings.issuer
        self.client_id = settings.client_id
        self.given = dict(settings.given)

    def settings(self) -> ProviderSettings:
        """Return the settings; they were checked when they were set."""
        return ProviderSettings(
            get_preset(self.preset), self.issuer, self.client_id, self.given
        )

    def open_secret(self) -> str:
        """Return the secret: the environment's, else the one that is kept.

        :raises SecretUnusableError: the environment's cannot be used.
        :raises SecretMissingError: there is none.
        :raises SecretLostError: the secret is another provider's, or its key is gone.
        """
        found = environment.client_secret(self.getId())
        if found is not None:
            return found
        if not self.sealed_secret:
            raise SecretMissingError
        try:
            kept = open_sealed(self.sealed_secret, secret_context(self.getId()))
        except SealError as error:
            raise SecretLostError(error.code) from None
        return kept.decode()

    def is_usable(self) -> bool:
        """Is there something to prove by who we are? It is not opened.

        A provider that came by a file has no secret before somebody gives it one.
        """
        if not self.settings().has_secret:
            return True
        try:
            given = environment.client_secret(self.getId())
        except SecretUnusableError:
            return False
        return given is not None or bool(self.sealed_secret)

    def provider(self) -> Provider:
        """Return the settings and secrets, opened for use.

        :raises ProviderError: there is no secret that can be used; see above.
        """
        settings = self.settings()
        return Provider(
            id=self.getId(),
            settings=settings,
            redirect_uri=f"{self.absolute_url()}/callback",
            client_secret=self.open_secret() if settings.has_secret else "",
        )

    def get_oauth2_client(self) -> StrictClient:
        """Return the strict client, whoever asks."""
        return StrictClient(self.provider())

    def rememberIdentity(self, userinfo: object) -> NoReturn:
        """Refuse: identities are remembered by ``accounts`` only, from Evidence.

        :raises ClosedRoadError: always.
        """
        raise ClosedRoadError

    def challenge(self, request: object, response: object) -> bool:
        """Lead nobody away, even if somebody switches the challenge on."""
        return False


def own_names() -> list[str]:
    """Return every name of this class and its parent; what Zope shows of all is out.

    Zope publishes attributes and methods that are not declared, under the roles of
    the object they are on; here that is everybody.
    """
    names = {*vars(OIDCPlugin), *vars(EloketOIDCPlugin)}
    shown = {"meta_type", "title", "manage_options", "security"}
    return sorted(name for name in names - shown if not name.startswith("_"))


# the class eats its declarations when it is made, so these come after
EloketOIDCPlugin.security = ClassSecurityInfo()
EloketOIDCPlugin.security.declarePrivate(*own_names())
InitializeClass(EloketOIDCPlugin)
