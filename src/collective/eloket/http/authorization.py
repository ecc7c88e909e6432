"""The Authorization header of a request, and who gets to see it.

While Plone asks its plugins who acts, a Bearer token that our session plugin knew is
shown to none of the others: jwt_auth would try it with each key of its ring, in vain,
and that takes as long as the whole rest of the question.
"""

from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubAfterTraversal


#: Not read by getattr(): that of a request falls back on what a form sent.
_HIDDEN = "_eloket_authorization"


def authorization(request: HTTPRequest) -> str:
    """Return the header as it was sent; empty when there is none."""
    return vars(request).get(_HIDDEN) or request._auth or ""


def hide(request: HTTPRequest) -> None:
    """Let nobody but us see the header, until the request's object is found."""
    if request._auth:
        setattr(request, _HIDDEN, request._auth)
        request._auth = None


def show_again(event: IPubAfterTraversal) -> None:
    """Put the header back: a copy of the request must be judged by it as well."""
    hidden = vars(event.request).pop(_HIDDEN, None)
    if hidden is not None:
        event.request._auth = hidden
