"""The way there: what a browser is sent to a provider with."""

from collections.abc import Iterable
from collective.eloket.accounts.oidc import discovery
from collective.eloket.accounts.oidc import leaving
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.errors import StageError
from collective.eloket.accounts.oidc.errors import TransactionMissingError
from collective.eloket.accounts.oidc.errors import TransactionUsedError
from collective.eloket.accounts.oidc.idtoken_errors import NotFreshError
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.model import Stage
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.clock import utcnow
from datetime import datetime
from ZPublisher.HTTPRequest import HTTPRequest


def begin(plugin: EloketOIDCPlugin, request: HTTPRequest, ask: Ask) -> str:
    """Begin a sign-in: set its cookie, and return where to send the browser.

    When the means must be used anew and the provider never says when it was used, the
    browser goes past the provider's sign-out first (setting ``freshness``).
    May call the network (discovery). Writes the side store, never the ZODB.

    :raises ProviderSettingsError: the provider does not offer the means.
    :raises NotFreshError: the provider has no sign-out to go past.
    """
    now = utcnow()
    provider = plugin.provider()
    acr = acr_for(provider, ask.means)
    begun = Transaction.begin(provider.id, provider.redirect_uri, ask, acr, now)
    if ask.max_age is not None and provider.settings["freshness"] == "logout_first":
        return leave_by_sign_out(plugin, request, begun.signing_out(), now)
    return leave(provider, request, begun, now)


def leave(
    provider: Provider, request: HTTPRequest, begun: Transaction, now: datetime
) -> str:
    """Set the cookie of a sign-in, and return where to send the browser."""
    address = leaving.authorization_url(provider, begun)
    transactions.begin(request, begun, now)
    return address


def leave_by_sign_out(
    plugin: EloketOIDCPlugin, request: HTTPRequest, begun: Transaction, now: datetime
) -> str:
    """Set the cookie, and return the provider's sign-out, which leads to ``continue``.

    :raises NotFreshError: the provider has none.
    """
    back = f"{plugin.absolute_url()}/continue"
    address = leaving.logout_url(plugin.provider(), back, begun.state)
    if address is None:
        raise NotFreshError
    transactions.begin(request, begun, now)
    return address


def go_on(plugin: EloketOIDCPlugin, request: HTTPRequest, state: str) -> str:
    """Return where to send a browser that was at the provider's sign-out; once.

    :raises TransactionMissingError: this browser did not begin this, or long ago.
    :raises StageError: it was not sent there.
    :raises TransactionUsedError: it went on already.
    """
    provider = plugin.provider()
    begun = transactions.find(request, state, provider.id, provider.redirect_uri)
    if begun is None:
        raise TransactionMissingError
    if begun.stage is not Stage.SIGN_OUT:
        raise StageError
    now = utcnow()
    if not transactions.take(begun, now):
        raise TransactionUsedError
    transactions.forget(request, begun)
    return leave(provider, request, begun.signed_out(now), now)


def ask_more(
    plugin: EloketOIDCPlugin, request: HTTPRequest, begun: Transaction
) -> str | None:
    """Return where to ask what registering needs beyond signing in; None: nothing.

    Signing in asks least, so of who turns out to be unknown too little is known. The
    provider still knows who it is, so nothing has to be typed again.
    """
    provider = plugin.provider()
    more = provider.settings.asks_more(Purpose.REGISTER, than=begun.purpose)
    if begun.purpose is not Purpose.LOGIN or not more:
        return None
    now = utcnow()
    return leave(provider, request, begun.asking_more(Purpose.REGISTER, now), now)


def acr_for(provider: Provider, means: str | None) -> tuple[str, ...]:
    """Return the ``acr`` values to ask for: all, or those of one means."""
    found: Iterable[str] = provider.means
    if means is not None:
        found = [acr for acr, one in provider.means.items() if one.name == means]
    if not (acr := tuple(found)):
        raise ProviderSettingsError("means")
    return acr


def names_itself(provider: Provider) -> bool:
    """Does the provider say who it is in each answer? May call the network."""
    return discovery.metadata(provider).names_itself
