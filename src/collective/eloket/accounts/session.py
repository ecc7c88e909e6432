"""Which session is this request's? Cookie or Bearer, limits, revocation, CSRF value."""

from AccessControl import getSecurityManager
from collective.eloket.accounts import cookies
from collective.eloket.accounts import member_session
from collective.eloket.accounts import session_rows
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.tokens import read_token
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.accounts.tokens import write_token
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.http.authorization import authorization
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

import base64


#: Kind of the side store's entries of sessions that were ended.
REVOKED = "session-revoked"
#: The cookie is written anew when the session was used and it is older than this.
REFRESH = timedelta(minutes=1)

_CACHED = "collective.eloket.session"


@implementer(ICurrentSession)
class CitizenSession:
    """The session of a citizen; see ICurrentSession."""

    def __init__(
        self, token: SessionToken, expires: datetime, renews: bool = True
    ) -> None:
        """``renews``: does use lengthen it? Only a browser's, whose cookie is new."""
        self.token = token
        self.renews = renews
        self.user_id = token.user
        self.sid = token.sid
        self.means = token.means
        self.level = token.level
        self.authenticated_at = token.authenticated_at
        self.capacity, self.choice = token.capacity, token.choice
        self.started = token.started
        self.expires = expires

    @cached_property
    def csrf(self) -> str:
        """See ICurrentSession."""
        return csrf_for(f"session:{self.sid}")

    def left(self, now: datetime) -> tuple[timedelta, timedelta]:
        """See ICurrentSession."""
        idle, absolute = session_limits()
        token = self.token
        if self.renews and now - token.last >= REFRESH:
            token = token.seen(now)
        return token.expires(idle, absolute) - now, token.started + absolute - now


@implementer(ICurrentSession)
class StrangersSession:
    """Nobody, a clerk or an editor; see ICurrentSession."""

    user_id = None
    sid = None
    means = None
    level = AssuranceLevel.NONE
    authenticated_at = None
    capacity = None
    choice = False
    started = None
    expires = None

    def __init__(self, request: HTTPRequest) -> None:
        self._request = request

    def left(self, now: datetime) -> tuple[timedelta, timedelta]:
        """See ICurrentSession."""
        return timedelta(), timedelta()

    @property
    def csrf(self) -> str:
        """See ICurrentSession; a stranger's hangs on a cookie, which it may set."""
        plone = self._request.cookies.get(cookies.PLONE)
        if plone:
            return csrf_for(f"plone:{plone}")
        return csrf_for(f"visit:{cookies.visit(self._request)}")


@implementer(ICurrentSession)
class MemberSession:
    """A member of the site, signed in through a provider; see ICurrentSession."""

    user_id = capacity = None
    choice = False

    def __init__(self, token: SessionToken) -> None:
        self.token = token
        self.sid = token.sid
        self.means = token.means
        self.level = token.level
        self.authenticated_at = token.authenticated_at
        self.started = token.started
        self.expires = token.expires(*session_limits())

    @property
    def csrf(self) -> str:
        """See ICurrentSession."""
        return csrf_for(f"member:{self.sid}")

    def left(self, now: datetime) -> tuple[timedelta, timedelta]:
        """See ICurrentSession."""
        return self.expires - now, self.started + session_limits()[1] - now


def csrf_for(what: str) -> str:
    """Return the value that proves that a form was made for this browser."""
    return base64.urlsafe_b64encode(vault.mac("session", what.encode())).decode()[:43]


def current_session(request: HTTPRequest) -> ICurrentSession:
    """Return the session of who acts in this request; see ICurrentSession.

    A browser may hold a citizen's session beside a clerk's. What the clerk does is then
    not done by the citizen, so it is a stranger's as far as citizens are concerned.
    """
    session = sent_session(request)
    acting = getSecurityManager().getUser().getId()
    if acting is None or acting == session.user_id:
        return session
    token = member_session.find(request, acting)
    return StrangersSession(request) if token is None else MemberSession(token)


def sent_session(request: HTTPRequest) -> ICurrentSession:
    """Return the session whose token was sent, whoever acts; looked at once each."""
    text = sent_token(request)
    cached = request.other.get(_CACHED)
    if cached is not None and cached[0] == text:
        return cached[1]
    session = _session_of(request, text, utcnow())
    request.other[_CACHED] = (text, session)
    return session


def sent_token(request: HTTPRequest) -> str | None:
    """Return the token sent; a request with Authorization is judged by that alone."""
    header = authorization(request)
    if header:
        scheme, _, value = header.partition(" ")
        return value.strip() if scheme.lower() == "bearer" else None
    return cookies.read(request, cookies.SESSION) or None


def _session_of(
    request: HTTPRequest, text: str | None, now: datetime
) -> ICurrentSession:
    token = read_token(text) if text else None
    if token is None or not is_alive(token, now):
        return StrangersSession(request)
    renews = not authorization(request)
    return CitizenSession(token, token.expires(*session_limits()), renews)


def is_alive(token: SessionToken, now: datetime) -> bool:
    """Is the session within its limits, not ended, and its citizen still known?"""
    if not is_citizen_id(token.user) or now >= token.expires(*session_limits()):
        return False
    citizen = citizen_store().find(token.user)
    if citizen is None or citizen.closed is not None:
        return False
    if citizen.not_before is not None and token.started < citizen.not_before:
        return False
    if citizen.is_over(token.provider, token.started):
        return False
    if not is_enough(token.level, token.means, now):
        return False
    return not is_ended(token.sid, now)


def is_ended(sid: str, now: datetime) -> bool:
    """Was the session ended before its time? Known for the absolute limit after it.

    A browser that stays signed in ends with all its sessions: its series stands before
    their ids.
    """
    series = sid.partition(".")[0]
    return any(side_store().get(REVOKED, key, now) is not None for key in {sid, series})


def keep_alive(request: HTTPRequest, session: CitizenSession, now: datetime) -> None:
    """Write the cookie anew now and then, so that only an idle session ends."""
    if authorization(request) or now - session.token.last < REFRESH:
        return
    give(request, session.token.seen(now))
    session_rows.seen(session.sid, now.timestamp())


def give(request: HTTPRequest, token: SessionToken) -> str:
    """Give the browser the cookies of a session; return the token as it is sent."""
    text = write_token(token)
    cookies.set_session(request, text, token.expires(*session_limits()))
    return text


def end_sent(request: HTTPRequest) -> None:
    """End the citizen's session that this browser holds, if any."""
    session = sent_session(request)
    if session.user_id is not None:
        revoke(session)
        cookies.drop_session(request)


def end_all_of(citizen: Citizen, now: datetime) -> None:
    """End every session of a citizen, by whatever means it began; writes the ZODB."""
    citizen.not_before = now


def revoke(session: CitizenSession) -> None:
    """End the session everywhere, at once."""
    end_sid(session.sid)


def end_sid(sid: str) -> None:
    """End a session by its id, or all of a browser that stays signed in."""
    _idle, absolute = session_limits()
    side_store().put(REVOKED, sid, b"", absolute)
