"""A provider says that a session ended there; what hung on it ends here."""

from collective.eloket.accounts.lookups import find_account
from collective.eloket.accounts.oidc import sessions
from collective.eloket.accounts.oidc.errors import BackchannelClosedError
from collective.eloket.accounts.oidc.errors import LogoutsTooOftenError
from collective.eloket.accounts.oidc.idtoken_errors import IdTokenMalformedError
from collective.eloket.accounts.oidc.idtoken_errors import LogoutTargetError
from collective.eloket.accounts.oidc.logouttoken import Logout
from collective.eloket.accounts.oidc.logouttoken import verified_logout
from collective.eloket.accounts.oidc.once import once
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.session import end_all_of
from collective.eloket.accounts.store import Account
from collective.eloket.accounts.store import Citizen
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.errors import EloketError
from collective.eloket.limits import service as limits
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest


#: Only refused tokens count: a provider that ends many sessions must not be stopped.
REFUSED = limits.Limit(
    kind="oidc-logouts-refused",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.refused_logouts",
    error=LogoutsTooOftenError,
)


def take_logout(plugin: EloketOIDCPlugin, request: HTTPRequest) -> None:
    """Believe a provider's logout token, and end what it names; once.

    Writes the side store, and the citizen when the token names a person only.

    :raises BackchannelClosedError: this provider has none, by its settings.
    :raises LogoutsTooOftenError: too many refused tokens came from this address.
    :raises EloketError: the token is refused; a class per cause.
    """
    if not plugin.settings()["backchannel_logout"]:
        raise BackchannelClosedError
    check_few_refused(request)
    try:
        end(plugin.getId(), once(request, lambda: logout_of(plugin, request)))
    except EloketError:
        limits.spend(REFUSED, request)
        raise


def check_few_refused(request: HTTPRequest) -> None:
    """Look before any token is read; reading one costs more."""
    key = limits.address_key(request)
    counted = side_store().counted(REFUSED.kind, key, REFUSED.window)
    if counted >= limits.most_of(REFUSED):
        raise LogoutsTooOftenError


def logout_of(plugin: EloketOIDCPlugin, request: HTTPRequest) -> Logout:
    """Return what the posted token says; the form has it once and may have more."""
    token = request.form.get("logout_token")
    if not isinstance(token, str) or "logout_token" in request.environ["QUERY_STRING"]:
        raise IdTokenMalformedError("logout_token")
    return verified_logout(token, plugin.provider(), utcnow())


def end(provider: str, logout: Logout) -> None:
    """End what hung on the session; without its name, all sessions of the person.

    :raises LogoutTargetError: the session and the person do not belong together.
    """
    account = None
    if logout.sub is not None:
        account = find_account(logout.issuer, logout.sub)
    ended = []
    if logout.sid is not None:
        users = sessions.users_of(logout.issuer, logout.sid)
        if account is not None and not users <= {account.id}:
            raise LogoutTargetError
        ended = sessions.end_all(logout.issuer, logout.sid)
    for user in {one.user for one in ended}:
        record(provider, user)
    if not ended and account is not None:
        end_all(account, provider)
        record(provider, account.id)


def end_all(account: Account, provider: str) -> None:
    """End all sessions of a citizen; of a member, those that the provider began."""
    if isinstance(account, Citizen):
        end_all_of(account, utcnow())
    else:
        # what a member's own password began is no affair of the provider's
        account.end_sessions_of(provider, int(utcnow().timestamp()))


def record(provider: str, user: str) -> None:
    """Write who ended whose sessions; nobody is told who did it there."""
    audit.record(AuditEntry(None, "provider", user, "session.end", object=provider))
