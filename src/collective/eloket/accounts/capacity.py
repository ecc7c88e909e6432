"""As what does a session act? Chosen after signing in, and again at any time."""

from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.stated import read_allowed
from collective.eloket.accounts.tokens import ONESELF
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.identity.evidence import Evidence
from dataclasses import replace
from urllib.parse import urlencode
from zope.component import getUtility
from ZPublisher.HTTPRequest import HTTPRequest


#: Name of the page that asks.
PAGE = "hoedanigheid"

#: How the words of a session begin that acts for an organisation.
ORGANISATIONS = ("enterprise:", "association:")

_CHOOSE = "collective.eloket.choose"


def begun(
    request: HTTPRequest, token: SessionToken, evidence: Evidence
) -> SessionToken:
    """Return the token of a new session with as what it acts, and what it may choose.

    What the provider states goes before everything: it was chosen there. Else who
    raises their own session goes on as what they were, and is not asked again; but
    what the session before stated ends with it.

    :raises CapacityNotStatedHereError: the provider states one, and may not.
    :raises ProviderError: it states one that cannot be read; see ``identity``.
    """
    stated = read_allowed(evidence)
    if stated is not None:
        request.other[_CHOOSE] = False
        acts_as = stated.organisation.capacity
        return replace(token, capacity=acts_as, choice=True, stated=True)
    before = sessions.sent_session(request)
    choice = getUtility(ICapacities).has_choice(token.user, token.level)
    is_new = before.user_id != token.user
    request.other[_CHOOSE] = choice and is_new
    acts_as = ONESELF if is_new or _was_stated(before) else before.capacity
    return replace(token, capacity=acts_as, choice=choice)


def _was_stated(before: CitizenSession) -> bool:
    return before.token.stated and before.capacity.startswith(ORGANISATIONS)


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
