"""Somebody may not see a page: to which sign-in are they led?"""

from collective.eloket.http.desk import get_desk
from collective.eloket.http.desk import path_of
from collective.eloket.http.session import current_session
from collective.eloket.interfaces import IEloketView
from plone import api
from plone.rest.interfaces import IAPIRequest
from urllib.parse import urlencode
from ZPublisher.HTTPRequest import HTTPRequest


def citizens_sign_in(request: HTTPRequest) -> str | None:
    """Return the address of *Aanmelden* with the way back, for whom it is meant.

    For citizens wherever they are, and for strangers on a page for citizens. None for
    all others: clerks and editors sign in by Plone's own page, programs read a status.
    """
    if IAPIRequest.providedBy(request):
        return None
    desk = get_desk(api.portal.get())
    if desk is None:
        return None
    is_citizen = current_session(request).user_id is not None
    if not is_citizen and not is_for_citizens(request.get("PUBLISHED")):
        return None
    way_back = urlencode({"came_from": path_of(request)})
    return f"{desk.absolute_url()}/aanmelden?{way_back}"


def is_for_citizens(published: object) -> bool:
    """Is this a page of ours, and none of those for who works here?"""
    view = getattr(published, "__self__", published)
    return IEloketView.providedBy(view) and not view.for_staff
