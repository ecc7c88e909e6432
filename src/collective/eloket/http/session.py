"""Who is signed in on this request?"""

from collective.eloket.http.authorization import authorization
from collective.eloket.interfaces import ICurrentSession
from ZPublisher.HTTPRequest import HTTPRequest


def current_session(request: HTTPRequest) -> ICurrentSession:
    """Return the session of this request; a stranger's when nobody is signed in."""
    return ICurrentSession(request)


def binding(request: HTTPRequest) -> str:
    """Return what the next step of somebody's work must come with again; a secret.

    The header ``Authorization`` where one was sent, as such a request is judged by it
    alone; else the session of the browser.
    """
    return authorization(request) or current_session(request).csrf
