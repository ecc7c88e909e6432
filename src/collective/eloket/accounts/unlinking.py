"""Unlinking as its holder does it: also the session ends that began that way."""

from collective.eloket.accounts import card_way
from collective.eloket.accounts import cookies
from collective.eloket.accounts import linking
from collective.eloket.accounts import member_session
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.tls import door
from collective.eloket.http.session import current_session
from plone import api
from ZPublisher.HTTPRequest import HTTPRequest


def check_may_unlink(holder: Holder, provider: str) -> None:
    """Refuse what ``unlink`` would refuse; changes nothing.

    :raises NotLinkedError: nothing of this provider is linked.
    :raises LastWayInError: there is no other way in.
    """
    account = linking.get_linked(holder.user_id, provider)
    linking.check_other_way_in(account, provider, _provider_ids())


def unlink(request: HTTPRequest, holder: Holder, provider: str) -> bool:
    """Unlink; True when this session is over, because it began that way.

    :raises NotLinkedError: nothing of this provider is linked.
    :raises LastWayInError: there is no other way in.
    """
    began_there = _provider_of(request) == provider
    linking.unlink(holder, provider, _provider_ids())
    if began_there:
        sessions.end_sent(request)
        member_session.end(request)
        if not holder.is_citizen:
            request.response.expireCookie(cookies.PLONE, path="/")
    return began_there


def _provider_of(request: HTTPRequest) -> str | None:
    token = getattr(current_session(request), "token", None)
    return None if token is None else token.provider


def _provider_ids() -> list[str]:
    """Return the ids of what one can sign in with today, if it is linked."""
    found = [plugin.getId() for plugin in oidc.usable_providers(api.portal.get())]
    opens = card_way.is_open() or door.is_open()
    return [*found, card_way.CARD] if opens else found
