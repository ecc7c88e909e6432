"""As what does a session act? Chosen after signing in, and again at any time."""

from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.tokens import ONESELF
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from dataclasses import replace
from urllib.parse import urlencode
from zope.component import getUtility
from ZPublisher.HTTPRequest import HTTPRequest


#: Name of the page that asks.
PAGE = "hoedanigheid"

_CHOOSE = "collective.eloket.choose"


def begun(request: HTTPRequest, token: SessionToken) -> SessionToken:
    """Return the token of a new session with as what it acts, and what it may choose.

    Who raises their own session goes on as what they were, and is not asked again.
    """
    before = sessions.sent_session(request)
    choice = getUtility(ICapacities).has_choice(token.user, token.level)
    is_new = before.user_id != token.user
    request.other[_CHOOSE] = choice and is_new
    acts_as = ONESELF if is_new else before.capacity
    return replace(token, capacity=acts_as, choice=choice)


def choose(request: HTTPRequest, session: CitizenSession, capacity: object) -> str:
    """Let the session act as that from now on; return its token. Drafts stay.

    Writes the audit and the cookie. The session only shows it: what it may do is
    checked again at each request.

    :raises OnBehalfRefusedError: it may not act so; a subclass per cause.
    """
    user, subject = session.user_id, getUtility(ICapacities).check(session, capacity)
    audit.record(
        AuditEntry(user, "citizen", subject, "capacity.choose", means=session.means)
    )
    token = replace(session.token, capacity=capacity, choice=True)
    return sessions.give(request, token)


def page_after(request: HTTPRequest, desk_url: str, goal: str | None) -> str | None:
    """Return the page that asks, after a sign-in in this request that leaves a choice.

    None: on to where the citizen was going. ``goal`` is a path of the site, or None.
    """
    if not request.other.get(_CHOOSE):
        return None
    query = f"?{urlencode({'came_from': goal})}" if goal else ""
    return f"{desk_url}/{PAGE}{query}"
