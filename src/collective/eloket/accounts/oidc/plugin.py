"""A provider in ``acl_users``: settings of one identity provider, strictly used."""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from collective.eloket.accounts.oidc.client import StrictClient
from collective.eloket.accounts.oidc.errors import ClosedRoadError
from collective.eloket.accounts.oidc.errors import SecretLostError
from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from collective.eloket.accounts.oidc.model import Provider
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.identity.acr import means_by_acr
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.service import open_sealed
from collective.eloket.vault.service import seal
from pas.plugins.oidc.plugins import OIDCPlugin
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
    acr_values: tuple[str, ...] = ()
    token_auth = "client_secret_basic"  # noqa: S105 - the name of a method
    allow_private = False
    create_user = False
    create_ticket = False
    create_restapi_ticket = False
    use_pkce = True
    sealed_secret = b""

    def set_client_secret(self, secret: str) -> None:
        """Keep the secret, sealed for this provider."""
        context = secret_context(self.getId())
        self.sealed_secret = seal(secret.encode(), context)

    def provider(self) -> Provider:
        """Return the settings, opened for use.

        :raises SecretLostError: the secret is another provider's, or its key is gone.
        """
        preset = get_preset(self.preset)
        try:
            secret = open_sealed(self.sealed_secret, secret_context(self.getId()))
        except SealError as error:
            raise SecretLostError(error.code) from None
        return Provider(
            id=self.getId(),
            issuer=self.issuer,
            client_id=self.client_id,
            client_secret=secret.decode(),
            redirect_uri=f"{self.absolute_url()}/callback",
            scopes=tuple(self.scope),
            means=means_by_acr(
                self.acr_values, preset.known_means, preset.acr_namespace
            ),
            token_auth=self.token_auth,
            allow_private=self.allow_private,
            names=preset.names,
            number_scope=preset.number_scope,
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
