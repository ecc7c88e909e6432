"""Jobs that were given up: a manager sees them, and lets them be tried again."""

from collections.abc import Iterable
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.outbox.jobs import get_outbox
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from Products.CMFCore.interfaces import ISiteRoot


#: Who sees them and lets them be tried again.
PERMISSION = "collective.eloket: Retry deliveries"
#: A page shows so many, the longest dead first.
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class DeadJob:
    """A job that was given up; nothing of what it would have delivered.

    ``failure``: the class of the last error. ``since`` is aware, UTC.
    """

    id: str
    kind: str
    attempts: int
    failure: str
    since: datetime


def dead_jobs(site: ISiteRoot) -> list[DeadJob]:
    """Return the jobs that were given up, longest dead first."""
    found = [
        DeadJob(
            job_id,
            job.kind,
            job.attempts,
            job.failure or "",
            datetime.fromtimestamp(job.due, UTC),
        )
        for job_id, job in get_outbox(site).items()
        if job.dead
    ]
    return sorted(found, key=lambda one: (one.since, one.id))


def try_again(
    site: ISiteRoot, ids: Iterable[str], by: str, means: str | None = None
) -> int:
    """Let dead jobs be tried from the beginning; return how many were.

    Who may do so is checked by the caller. Writes the ZODB and the audit. An id that
    names none, or a living job, is passed over: somebody else was faster.
    """
    done = 0
    for job_id in dict.fromkeys(ids):
        job = get_outbox(site).find(job_id)
        if job is None or not job.dead:
            continue
        audit.attempt(
            audit.AuditEntry(
                by, "manager", job.person_id, "delivery.retry", job_id, means=means
            )
        )
        job.dead, job.attempts, job.due = False, 0, utcnow().timestamp()
        done += 1
    return done
