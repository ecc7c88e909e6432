"""Jobs that were given up: a manager lets them be tried again, or lets them go.

What nobody decides about goes by itself, after days that are a setting.
"""

from collections.abc import Iterable
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.sites import open_sites
from collective.eloket.outbox.store import Job
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.component.hooks import setSite
from zope.interface import implementer

import transaction


#: Who sees them and lets them be tried again.
PERMISSION = "collective.eloket: Retry deliveries"
#: A page shows so many, the longest dead first.
MOST_SHOWN = 200
#: Setting: so many days after the last try a job goes.
DAYS = "collective.eloket.outbox.dead_days"
USUAL_DAYS = 180


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
    found = _dead_of(site, ids)
    for job_id, job in found:
        _record(by, "manager", job, "delivery.retry", job_id, means)
        job.dead, job.attempts, job.due = False, 0, utcnow().timestamp()
    return len(found)


def let_go(
    site: ISiteRoot, ids: Iterable[str], by: str, means: str | None = None
) -> int:
    """Let dead jobs be gone; return how many were. See ``try_again``."""
    found = _dead_of(site, ids)
    for job_id, job in found:
        _record(by, "manager", job, "delivery.drop", job_id, means)
        get_outbox(site).remove(job_id)
    return len(found)


def days_kept() -> int:
    """Return for how many days after its last try a dead job is kept."""
    return api.portal.get_registry_record(DAYS, default=None) or USUAL_DAYS


def let_old_go(site: ISiteRoot, now: datetime) -> int:
    """Let those be gone that were given up long ago; return how many were.

    Writes the ZODB and the audit, when there are any.
    """
    last = now - timedelta(days=days_kept())
    old = [one.id for one in dead_jobs(site) if one.since < last]
    found = _dead_of(site, old)
    for job_id, job in found:
        _record("worker", "worker", job, "delivery.drop", job_id, None)
        get_outbox(site).remove(job_id)
    return len(found)


@implementer(IChore)
class OldDeadJobs:
    """Lets go of what was given up long ago; see IChore."""

    def do(self) -> None:
        """Look in all sites; managers were told every day."""
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                if let_old_go(site, utcnow()):
                    transaction.commit()


def _dead_of(site: ISiteRoot, ids: Iterable[str]) -> list[tuple[str, Job]]:
    outbox = get_outbox(site)
    found = [(job_id, outbox.find(job_id)) for job_id in dict.fromkeys(ids)]
    return [(job_id, job) for job_id, job in found if job is not None and job.dead]


def _record(
    by: str, role: str, job: Job, action: str, job_id: str, means: str | None
) -> None:
    audit.attempt(
        audit.AuditEntry(by, role, job.person_id, action, job_id, means=means)
    )
