"""A provider in ``acl_users``: settings of one identity provider, strictly used."""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from collections.abc import Mapping
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc.client import StrictClient
from collective.eloket.accounts.oidc.errors import ClosedRoadError
from collective.eloket.accounts.oidc.errors import OwnKeysError
from collective.eloket.accounts.oidc.errors import OwnKeysGivenError
from collective.eloket.accounts.oidc.errors import OwnKeysNewError
from collective.eloket.accounts.oidc.errors import SecretLostError
from collective.eloket.accounts.oidc.errors import SecretMissingError
from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from collective.eloket.accounts.oidc.ownkeys import new_keys
from collective.eloket.accounts.oidc.ownkeys import OwnKeys
from collective.eloket.accounts.oidc.ownkeys import read_keys
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.service import open_sealed
from collective.eloket.vault.service import seal
from datetime import datetime
from pas.plugins.oidc.plugins import OIDCPlugin
from types import MappingProxyType
from typing import Any
from typing import NoReturn
from zope.interface import implementer


#: What is published on a provider; each page says itself which method it takes.
PAGES = frozenset(
    {
        "backchannel-logout",
        "callback",
        "continue",
        "jwks",
        "login",
        "logout",
        "require_login",
    }
)


def secret_context(provider_id: str) -> str:
    """Return what is proven of a sealed client secret: whose it is."""
    return f"oidc-client-secret/{provider_id}"


def keys_context(provider_id: str) -> str:
    """Return what is proven of our sealed keys: for which provider they are."""
    return f"oidc-own-keys/{provider_id}"


def opened(sealed: bytes, context: str) -> str:
    """Return a sealed text.

    :raises SecretLostError: it is another provider's, or its key is gone.
    """
    try:
        return open_sealed(sealed, context).decode()
    except SealError as error:
        raise SecretLostError(error.code) from None


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
    sealed_keys = b""

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
        return opened(self.sealed_secret, secret_context(self.getId()))

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
            keys=read_keys(self.open_keys()) if settings.has_keys else None,
        )

    def open_keys(self) -> str:
        """Return our own keys: the environment's, else those that are kept.

        :raises SecretUnusableError: the environment's cannot be read.
        :raises OwnKeysError: there are none.
        :raises SecretLostError: they are another provider's, or their key is gone.
        """
        found = environment.own_keys(self.getId())
        if found is not None:
            return found
        if not self.sealed_keys:
            raise OwnKeysError
        return opened(self.sealed_keys, keys_context(self.getId()))

    def make_keys(self, now: datetime) -> None:
        """Make our own keys, if they are needed and not there; takes a second."""
        given = environment.own_keys(self.getId()) is not None
        if self.settings().has_keys and not self.sealed_keys and not given:
            self.set_keys(new_keys(now))

    def renew_keys(self, now: datetime) -> None:
        """Publish a new pair of keys beside the one before, or a first one.

        :raises OwnKeysGivenError: they are the environment's.
        :raises OwnKeysNewError: the newest pair is younger than a day.
        """
        if environment.gives_keys(self.getId()):
            raise OwnKeysGivenError
        try:
            before = read_keys(self.open_keys())
        except (OwnKeysError, SecretLostError):
            self.set_keys(new_keys(now))
            return
        if not before.is_known(now):
            raise OwnKeysNewError
        self.set_keys(before.renewed(now))

    def set_keys(self, keys: OwnKeys) -> None:
        """Keep our own keys, sealed for this provider."""
        self.sealed_keys = seal(keys.to_text().encode(), keys_context(self.getId()))

    def __contains__(self, name: object) -> bool:
        """Is this one of our pages? Zope asks before it says no to PUT and the like."""
        return name in PAGES

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
