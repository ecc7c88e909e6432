"""What may happen only once, when Zope runs a request again by itself."""

from collections.abc import Callable
from typing import TypeVar
from ZPublisher.HTTPRequest import HTTPRequest

import threading


_Found = TypeVar("_Found")

#: What this thread found, for Zope's own second try of the same request after a
#: conflict. Zope tries again at once, in the same thread, so nothing is shared and
#: nothing is kept for another request.
_kept = threading.local()


def once(request: HTTPRequest, key: str, find: Callable[[], _Found]) -> _Found:
    """Return what ``find`` gives; in Zope's second try what it gave in the first.

    ``key`` tells this request from others, e.g. by what it brought. ``find`` may use
    up a nonce or a code: in the second try there would be none.
    """
    if request.retry_count and getattr(_kept, "key", None) == key:
        return _kept.found
    _kept.key = None
    found = find()
    _kept.key, _kept.found = key, found
    return found
