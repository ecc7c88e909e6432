"""A job, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any


FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=6)

#: A job that failed so often is given up, loudly: with the waits above after four and
#: a half days. "The give-up time generally needs to be at least 4-5 days": RFC 5321,
#: section 4.5.4.1.
MOST_ATTEMPTS = 30


@dataclass(frozen=True, slots=True)
class JobContext:
    """See IJobContext."""

    site: Any
    job_id: str
    attempt: int
    person_id: str | None


def next_try(now: datetime, attempts: int) -> datetime:
    """Return when a job is tried again that failed ``attempts`` times."""
    wait = FIRST_WAIT * 2 ** min(attempts - 1, 20)
    return now + min(wait, LONGEST_WAIT)
