"""Puts jobs into the queue of a site, and reads them again."""

from collective.eloket.clock import utcnow
from collective.eloket.outbox.errors import OutboxMissingError
from collective.eloket.outbox.interfaces import IReachable
from collective.eloket.outbox.steps import pass_step
from collective.eloket.outbox.store import ANNOTATION
from collective.eloket.outbox.store import Job
from collective.eloket.outbox.store import Outbox
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility

import json
import secrets


def find_outbox(site: ISiteRoot) -> Outbox | None:
    """Return the site's outbox, None where the e-loket is not installed."""
    return IAnnotations(site).get(ANNOTATION)


def get_outbox(site: ISiteRoot) -> Outbox:
    """Return the site's outbox.

    :raises OutboxMissingError: the e-loket is not installed in this site.
    """
    outbox = find_outbox(site)
    if outbox is None:
        raise OutboxMissingError
    return outbox


def put(
    kind: str,
    payload: dict,
    person_id: str | None = None,
    not_before: datetime | None = None,
) -> str:
    """Write a job into the caller's transaction; a worker does it after the commit.

    The payload is sealed, with the person's key when one is named. Returns the job id;
    empty, and nothing is written, when that person may not hear from us any more.

    :raises OutboxMissingError: the e-loket is not installed in this site.
    :raises PersonForgottenError: the person was erased.
    """
    outbox = get_outbox(api.portal.get())
    if not _may_reach(person_id):
        return ""
    job_id = secrets.token_hex(16)
    due = (not_before or utcnow()).timestamp()
    outbox.add(job_id, Job(kind, _sealed(job_id, payload, person_id), person_id, due))
    pass_step("put")
    return job_id


def payload_of(job_id: str, job: Job) -> dict:
    """Return what was put.

    :raises PersonForgottenError: the person was erased since.
    """
    if job.person_id is not None:
        return vault.for_person(job.person_id).open_json(job.sealed, _context(job_id))
    return json.loads(vault.open_sealed(job.sealed, _context(job_id)))


def due_ids(site: ISiteRoot, now: datetime) -> list[str]:
    """Return the ids of due jobs, longest due first."""
    moment = now.timestamp()
    due = [
        (job.due, job_id)
        for job_id, job in get_outbox(site).items()
        if not job.dead and job.due <= moment
    ]
    return [job_id for _due, job_id in sorted(due)]


def waiting(site: ISiteRoot) -> int:
    """Return how many jobs are still to be done."""
    return sum(not job.dead for _id, job in get_outbox(site).items())


def oldest_due(site: ISiteRoot, now: datetime) -> timedelta:
    """Return for how long a job waits that could be done; zero when none does.

    What was put off waits for its time, and does not count.
    """
    moment = now.timestamp()
    due = (job.due for _id, job in get_outbox(site).items() if not job.dead)
    return timedelta(seconds=max(0.0, moment - min(due, default=moment)))


def given_up(site: ISiteRoot) -> int:
    """Return how many jobs were given up and wait for a manager."""
    return sum(job.dead for _id, job in get_outbox(site).items())


def _may_reach(person_id: str | None) -> bool:
    found = None if person_id is None else queryUtility(IReachable)
    return found is None or found.may_reach(person_id)


def _context(job_id: str) -> str:
    return f"outbox:{job_id}"


def _sealed(job_id: str, payload: dict, person_id: str | None) -> bytes:
    if person_id is not None:
        return vault.for_person(person_id).seal_json(payload, _context(job_id))
    return vault.seal(json.dumps(payload).encode(), _context(job_id))
