"""A member's session that began at a provider: Plone's ticket, and our word beside it.

Plone's ticket carries the name of our session, and our cookie says how surely it began.
Neither is worth anything without the other: the cookie alone signs nobody in, and a
ticket with the name in it is refused without the cookie (``guard``).
"""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.tokens import MEMBER_TYPE
from collective.eloket.accounts.tokens import read_token
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.accounts.tokens import write_token
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.http.authorization import authorization
from collective.eloket.identity.evidence import Evidence
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.session.interfaces import ISessionPlugin
from ZPublisher.HTTPRequest import HTTPRequest

import secrets


#: What our sessions are called in Plone's ticket.
MARK = "eloket:"
#: Kind of the side store's entries of member sessions that were ended.
REVOKED = "member-session-revoked"
REFRESH = timedelta(minutes=1)

_CACHED = "collective.eloket.member_session"


def begin(request: HTTPRequest, user_id: str, evidence: Evidence) -> SessionToken:
    """Give the browser Plone's ticket with our mark, and our cookie; return its token.

    Writes nothing.
    """
    now = utcnow().replace(microsecond=0)
    token = SessionToken(
        sid=secrets.token_urlsafe(16),
        user=_name_of(user_id),
        means=evidence.means,
        level=evidence.level,
        provider=evidence.provider,
        authenticated_at=evidence.authenticated_at,
        started=now,
        last=now,
    )
    plugin = _plugin()
    plugin._setupSession(user_id, request.response, tokens=(MARK + token.sid,))
    cookies.write(request, cookies.MEMBER, write_token(token, MEMBER_TYPE))
    return token


def mark_of(request: HTTPRequest, user_id: str) -> str | None:
    """Return the name of our session in the ticket of this user, if there is one.

    Whoever made it, Plone's own signature stands for what the ticket says.
    """
    plugin = _plugin()
    sent = plugin.extractCredentials(request).get("cookie")
    ticket = None if sent is None else plugin._validateTicket(sent)
    if ticket is None or ticket[1] != user_id:
        return None
    marks = [text for text in ticket[2] if text.startswith(MARK)]
    return marks[0].removeprefix(MARK) if marks else None


def find(request: HTTPRequest, user_id: str) -> SessionToken | None:
    """Return the live session of the member who acts; None when it is another kind."""
    text = cookies.read(request, cookies.MEMBER)
    if not text or authorization(request):
        return None
    cached = request.other.get(_CACHED)
    if cached is None or cached[0] != (user_id, text):
        cached = ((user_id, text), _alive(request, user_id, text, utcnow()))
        request.other[_CACHED] = cached
    return cached[1]


def keep_alive(request: HTTPRequest, token: SessionToken, now: datetime) -> None:
    """Write the cookie anew now and then, so that only an idle session ends."""
    if now - token.last >= REFRESH:
        text = write_token(token.seen(now), MEMBER_TYPE)
        cookies.write(request, cookies.MEMBER, text)


def end(request: HTTPRequest) -> str | None:
    """End the session that this browser holds, and take our cookie away; return its id.

    None: it holds none.
    """
    token = read_token(cookies.read(request, cookies.MEMBER), MEMBER_TYPE)
    if token is None:
        return None
    end_sid(token.sid)
    cookies.drop(request, cookies.MEMBER)
    return token.sid


def end_sid(sid: str) -> None:
    """End a session by its id."""
    side_store().put(REVOKED, sid, b"", session_limits()[1])


def _alive(
    request: HTTPRequest, user_id: str, text: str, now: datetime
) -> SessionToken | None:
    token = read_token(text, MEMBER_TYPE)
    if token is None or token.user != _name_of(user_id):
        return None
    if mark_of(request, user_id) != token.sid:
        return None
    if now >= token.expires(*session_limits()):
        return None
    account = citizen_store().account(user_id)
    if account is None or account.is_over(token.provider, token.started):
        return None
    ended = side_store().get(REVOKED, token.sid, now)
    return token if ended is None else None


def _name_of(user_id: str) -> str:
    # user ids of Plone are often names of people
    return vault.blind("member", user_id)


def _plugin():
    """Return what makes and reads Plone's tickets in this site."""
    folder = api.portal.get().acl_users
    return next(
        plugin for plugin in folder.objectValues() if ISessionPlugin.providedBy(plugin)
    )
