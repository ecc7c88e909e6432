"""Spoils what is measured: burns CPU for the self-test, or empties the object cache."""

import time
import Zope2


#: Header with the milliseconds to burn.
HEADER = "X-Bench-Burn"
#: With this header a request begins with an empty object cache: a first touch.
COLD = "X-Bench-Cold"


def burn(event) -> None:
    """Use so much CPU before the request is answered."""
    wanted = event.request.getHeader(HEADER)
    if wanted:
        end = time.thread_time() + float(wanted) / 1000
        while time.thread_time() < end:
            pass


def cool(event) -> None:
    """Forget the objects of all connections, before one is opened for the request."""
    if event.request.getHeader(COLD):
        Zope2.DB.cacheMinimize()
