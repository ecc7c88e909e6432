"""Who is signed in on this request?"""

from collective.eloket.interfaces import ICurrentSession
from ZPublisher.HTTPRequest import HTTPRequest


def current_session(request: HTTPRequest) -> ICurrentSession:
    """Return the session of this request; a stranger's when nobody is signed in."""
    return ICurrentSession(request)
