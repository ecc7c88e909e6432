"""How long do we wait before a request is tried again after a conflict?"""

from ZPublisher.HTTPRequest import HTTPRequest

import secrets
import time


#: Longest wait grows by this much, doubled per try, up to DOUBLINGS times.
FIRST_WAIT_MICROSECONDS = 10_000
DOUBLINGS = 6


def longest_wait_seconds(retries: int) -> float:
    """Return the upper bound of the wait before the next try."""
    return FIRST_WAIT_MICROSECONDS * 2 ** min(retries, DOUBLINGS) / 1_000_000


def quick_retry(request: HTTPRequest) -> None:
    """Let a conflict on this request wait milliseconds, where Zope waits seconds."""

    def delay_retry() -> None:
        bound = int(longest_wait_seconds(request.retry_count) * 1_000_000)
        time.sleep(secrets.randbelow(bound) / 1_000_000)

    request.delay_retry = delay_retry
