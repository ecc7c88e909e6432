"""What was proven once stays proven when Zope tries the same request again."""

from collections.abc import Callable
from typing import TypeVar
from ZPublisher.HTTPRequest import HTTPRequest


Found = TypeVar("Found")

#: Our place in the WSGI environment; no header of a browser can have this name.
PLACE = "collective.eloket.oidc.once"


def once(request: HTTPRequest, make: Callable[[], Found]) -> Found:
    """Return what ``make`` returns, which is called once per request.

    After a conflict Zope publishes the request anew, with a copy of its first
    environment; state, code and token are used up by then. What is kept here goes with
    the request: no other one can find it.
    """
    kept = request._orig_env
    if PLACE not in kept:
        kept[PLACE] = make()
    return kept[PLACE]
