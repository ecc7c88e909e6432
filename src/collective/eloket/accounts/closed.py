"""Plone's own pages about members: none of them is a road to a citizen's data."""

from AccessControl import getSecurityManager
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.http.csrf import is_write
from collective.eloket.http.desk import get_desk
from plone import api
from Products.PluggableAuthService.interfaces.events import IPrincipalCreatedEvent
from zExceptions import Forbidden
from zExceptions import Redirect
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubAfterTraversal


#: What citizens cannot use for themselves → our page in its place.
OF_ONESELF = {
    "change-password": "wachtwoord-wijzigen",
    "personal-information": "mijn-parameters",
    "personal-preferences": "mijn-parameters",
    "updateOwnLoginName": "mijn-parameters",
}
#: What nobody can use for a citizen, and citizens not for anybody.
OF_OTHERS = frozenset(
    {
        "member-search",
        "user-information",
        "user-preferences",
        "usergroup-usermembership",
    }
)
CLOSED = OF_OTHERS.union(OF_ONESELF)


def refuse_closed_roads(event: IPubAfterTraversal) -> None:
    """Let none of Plone's own pages about members act for, or on, a citizen.

    :raises Redirect: a citizen looks for their own data; they are elsewhere.
    :raises Forbidden: everything else.
    """
    request = event.request
    name = published_name(request.get("PUBLISHED"))
    if name not in CLOSED:
        return
    if is_citizen_id(getSecurityManager().getUser().getId()):
        desk = get_desk(api.portal.get())
        if desk is not None and name in OF_ONESELF and not is_write(request):
            raise Redirect(f"{desk.absolute_url()}/{OF_ONESELF[name]}")
        raise Forbidden("not for citizens")
    if any(is_citizen_id(user_id) for user_id in asked_users(request)):
        raise Forbidden("not on citizens")


def refuse_citizen_ids(event: IPrincipalCreatedEvent) -> None:
    """Let nobody but the e-loket make somebody with an id like a citizen's.

    By a form, a file, a service or code: PAS tells of each.

    :raises Forbidden: it is such an id.
    """
    if is_citizen_id(event.principal.getId()):
        raise Forbidden("an id of citizens")


def published_name(published: object) -> str:
    """Return the name of the page, whether it or a method of it is published."""
    owner = getattr(published, "__self__", None)
    names = (getattr(thing, "__name__", "") for thing in (published, owner))
    return next((name for name in names if name in CLOSED), "")


def asked_users(request: HTTPRequest) -> list:
    """Return whom a form is about."""
    asked = request.form.get("userid", ())
    return [asked] if isinstance(asked, str) else list(asked)
