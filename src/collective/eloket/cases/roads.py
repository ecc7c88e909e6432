"""What is published on a case, and nothing else: the one list.

The check runs when the publisher reaches a store or a case, before it looks for a
view, a service, an attribute or a namespace, and before it asks who is there. So
everything that is not listed is the same 404 for everybody.
"""

from collections.abc import Container
from zExceptions import NotFound
from ZPublisher.HTTPRequest import HTTPRequest


#: (method, first name after the case, number of names from it on) of our own services.
CASE_ROADS = frozenset(
    {
        ("POST", "@workflow", 2),
        ("POST", "@eloket-messages", 1),
        ("POST", "@eloket-address", 1),
        ("POST", "@eloket-assignee", 1),
    }
)

#: Name under which a store answers for a case that is not there; no reference.
ABSENT = "2-absent"


def names_ahead(request: HTTPRequest) -> list[str]:
    """Return the names of the path that the publisher has still to go."""
    return list(reversed(request.get("TraversalRequestNameStack") or ()))


def is_case_road(request: HTTPRequest, ahead: list[str]) -> bool:
    """Are these names, after a case, in the list?"""
    method = request.get("REQUEST_METHOD", "GET")
    return bool(ahead) and (method, ahead[0], len(ahead)) in CASE_ROADS


def check_store_road(request: HTTPRequest, references: Container[str]) -> None:
    """Let the path lead to a road of a case only, whether there is the case or not.

    One that is not there has a stand-in: so the same questions are asked of a stranger,
    in the same order, and no answer tells.

    :raises NotFound: the path goes anywhere else.
    """
    ahead = names_ahead(request)
    if not (ahead and ahead[0].startswith("2") and is_case_road(request, ahead[1:])):
        raise NotFound
    if ahead[0] not in references:
        request["TraversalRequestNameStack"][-1] = ABSENT


def check_case_road(request: HTTPRequest) -> None:
    """:raises NotFound: what the path names on the case is not in the list."""
    if not is_case_road(request, names_ahead(request)):
        raise NotFound
