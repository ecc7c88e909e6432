"""What is published on a case, and nothing else: the one list.

The check runs when the publisher reaches a store or a case, before it looks for a
view, a service, an attribute or a namespace, and before it asks who is there. So
everything that is not listed is the same 404 for everybody.
"""

from zExceptions import NotFound
from ZPublisher.HTTPRequest import HTTPRequest


#: (method, first name after the case, number of names after it) of our own services.
CASE_ROADS = frozenset({("POST", "@workflow", 2)})


def names_ahead(request: HTTPRequest) -> list[str]:
    """Return the names of the path that the publisher has still to go."""
    return list(reversed(request.get("TraversalRequestNameStack") or ()))


def check_store_road(request: HTTPRequest) -> None:
    """:raises NotFound: the path ends on the store, or goes to something on it."""
    ahead = names_ahead(request)
    if not ahead or not ahead[0].startswith("2"):
        raise NotFound


def check_case_road(request: HTTPRequest) -> None:
    """:raises NotFound: what the path names on the case is not in the list."""
    ahead = names_ahead(request)
    method = request.get("REQUEST_METHOD", "GET")
    if not ahead or (method, ahead[0], len(ahead)) not in CASE_ROADS:
        raise NotFound
