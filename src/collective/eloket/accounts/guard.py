"""No other door: whoever is a citizen by any plugin but ours is nobody."""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collective.eloket.accounts import cookies
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.http.session import current_session
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubAfterTraversal


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
