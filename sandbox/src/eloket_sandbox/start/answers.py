"""Does it answer yet? Asked without any proxy."""

from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from http.client import HTTPException
from urllib.parse import urlsplit

import time


#: A cold Plone compiles its translations first.
LONGEST_WAIT_SECONDS = 180.0
PAUSE_SECONDS = 0.1


class NoAnswerError(Exception):
    """The address did not answer in time."""


def status_of(address: str) -> int | None:
    """Return the status that an address answers with; None when it does not answer."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    with suppress(OSError, HTTPException):
        try:
            connection.request("GET", parts.path or "/")
            return connection.getresponse().status
        finally:
            connection.close()
    return None


def wait_for(address: str, check: Callable[[], None]) -> None:
    """Wait until an address answers well; ``check`` is called in between.

    :raises NoAnswerError: it took too long; says what it answered last.
    """
    last: list[int | None] = []

    def answers() -> bool:
        last[:] = [status_of(address)]
        return last == [200]

    if not wait_until(answers, check):
        raise NoAnswerError(f"{address} answers {last[0] or 'nothing'}")


def wait_until(is_so: Callable[[], bool], check: Callable[[], None]) -> bool:
    """Wait until it is so, and call ``check`` in between; False: it took too long."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not is_so():
        check()
        if time.monotonic() > end:
            return False
        time.sleep(PAUSE_SECONDS)
    return True
