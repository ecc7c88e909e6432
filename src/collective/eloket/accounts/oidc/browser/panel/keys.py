"""Our own keys for a provider: which there are, and a new pair beside them."""

from collective.eloket import _
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.browser.panel.base import PanelView
from collective.eloket.accounts.oidc.errors import OwnKeysError
from collective.eloket.accounts.oidc.errors import ProviderUnknownError
from collective.eloket.accounts.oidc.errors import SecretLostError
from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.accounts.oidc.ownkeys import OwnKey
from collective.eloket.accounts.oidc.ownkeys import OwnKeys
from collective.eloket.accounts.oidc.ownkeys import read_keys
from collective.eloket.accounts.oidc.ownkeys import SIGN
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import moment_of
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


RENEWED = _(
    "message_keys_renewed",
    default="A new pair of keys is published. It signs in 24 hours.",
)
SIGNS = _("key_signs", default="signs now")
WAITS = _("key_waits", default="will sign later, or did before")
OPENS = _("key_opens", default="opens what is encrypted for us")


class KeysView(PanelView):
    """Shows them, and asks whether to renew them; a POST does so."""

    template = ViewPageTemplateFile("templates/provider_keys.pt")
    page_title = _("heading_own_keys", default="Our own keys")

    def answer(self) -> str:
        """Ask, or publish a new pair.

        :raises ProviderUnknownError: there is none of this name, or it needs no keys.
        :raises OwnKeysGivenError: the environment gives them.
        :raises OwnKeysNewError: the newest ones are not known everywhere yet.
        """
        self.provider = self.get_provider()
        if not self.provider.settings().has_keys:
            raise ProviderUnknownError
        if not self.posted:
            return self.template()
        name = self.provider.getId()
        self.record("provider.renew_keys", name)
        service.renew_keys(self.provider)
        self.message(RENEWED)
        return self.redirect(self.url_of("eloket-provider-keys", name), 303)

    @Lazy
    def keys(self) -> OwnKeys | None:
        """The keys, or None: there are none that can be used."""
        try:
            return read_keys(self.provider.open_keys())
        except (OwnKeysError, SecretLostError, SecretUnusableError):
            return None

    @property
    def given(self) -> bool:
        """Does the environment say them? It is renewed there."""
        return environment.gives_keys(self.provider.getId())

    @property
    def variable(self) -> str:
        """The environment variable of these keys."""
        return environment.variable(environment.JWKS, self.provider.getId())

    @property
    def wait_until(self) -> Message | None:
        """When the newest pair is known everywhere; None: it is, or there is none."""
        if self.keys is None or self.keys.is_known(utcnow()):
            return None
        return moment_of(self.keys.known_from, self.request["LANGUAGE"])

    @property
    def may_renew(self) -> bool:
        """Is there a button?"""
        return not self.given and self.wait_until is None

    def rows(self) -> list[dict]:
        """Return what is published, the newest last."""
        if self.keys is None:
            return []
        current = self.keys.signing(utcnow()).kid
        return [
            {
                "kid": one.key.kid,
                "does": self.does(one, current),
                "made": self.made(one),
            }
            for one in self.keys.keys
        ]

    def does(self, one: OwnKey, current: str) -> Message:
        """Return what a key is for, in words."""
        if one.use != SIGN:
            return OPENS
        return SIGNS if one.key.kid == current else WAITS

    def made(self, one: OwnKey) -> Message | None:
        """Return when we made it; None: somebody else did."""
        if one.made.timestamp() == 0:
            return None
        return moment_of(one.made, self.request["LANGUAGE"])

    @property
    def published_at(self) -> str:
        """Where the public halves stand."""
        return f"{self.provider.absolute_url()}/jwks"
