"""No other door: whoever is a citizen by any plugin but ours is nobody."""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collective.eloket.accounts import cookies
from collective.eloket.accounts import member_session
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.clock import utcnow
from collective.eloket.http.session import current_session
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubAfterTraversal


def refuse_stale_members(event: IPubAfterTraversal) -> None:
    """Refuse a member's ticket that began at a provider when our word for it is gone.

    It was signed out, is too old, its identity was unlinked, or our cookie was lost.
    Tickets of Plone's own login are Plone's affair.

    :raises Unauthorized: 401, before anything is called.
    """
    request = event.request
    user_id = getSecurityManager().getUser().getId()
    if user_id is None or is_citizen_id(user_id) or not request.get(cookies.PLONE):
        return
    if getSite() is None or member_session.mark_of(request, user_id) is None:
        return
    token = member_session.find(request, user_id)
    if token is None:
        noSecurityManager()
        request.response.expireCookie(cookies.PLONE, path="/")
        raise Unauthorized("the session that a provider began is over")
    member_session.keep_alive(request, token, utcnow())


def refuse_strange_citizens(event: IPubAfterTraversal) -> None:
    """Refuse the request of a citizen for whom our session does not vouch.

    plone.session, jwt_auth and whatever plugin an integrator adds may know the id;
    only a live session of ours makes somebody that citizen.

    :raises Unauthorized: 401, before anything is called.
    """
    user_id = getSecurityManager().getUser().getId()
    if not is_citizen_id(user_id):
        return
    if getSite() is None or current_session(event.request).user_id != user_id:
        noSecurityManager()
        # else the browser would be sent to sign in, and be refused there too
        event.request.response.expireCookie(cookies.PLONE, path="/")
        raise Unauthorized("not a session of the e-loket")
