"""One job, done: the steps between the claim and the commit."""

from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox.attempt import Attempt
from collective.eloket.outbox.errors import UnknownJobError
from collective.eloket.outbox.jobs import due_ids
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.jobs import payload_of
from collective.eloket.outbox.model import JobContext
from collective.eloket.outbox.steps import pass_step
from collective.eloket.outbox.store import Job
from collective.eloket.vault.errors import PersonForgottenError
from datetime import datetime
from datetime import timedelta
from enum import Enum
from Products.CMFCore.interfaces import ISiteRoot
from transaction.interfaces import TransientError
from zope.component import queryUtility

import logging
import transaction


logger = logging.getLogger(__name__)

#: Kind of the side store's entries that say a worker has a job in hands.
CLAIM = "outbox-claim"
#: After this a claim has ended: its worker is dead, or hangs, and another one does the
#: job. Longer than any job takes: a mail at most a minute (zope.sendmail waits 10 s for
#: each answer), a letter some seconds and those of the time-stamp authority.
LEASE = timedelta(minutes=2)


def run_due(site: ISiteRoot, now: datetime | None = None) -> int:
    """Do all due jobs of the site, also those that the first ones put; count them.

    For tests, in their process. Commits what is open, then after each job.
    """
    transaction.commit()
    done = 0
    while ids := due_ids(site, now or utcnow()):
        finished = sum(do_job(site, job_id, now) for job_id in ids)
        if not finished:
            break
        done += finished
    return done


class Try(Enum):
    """How one try of a job ended."""

    DONE = "done"
    #: put off, or given up
    FAILED = "failed"
    #: another worker has it in hands, or did it
    OTHERS = "others"


def do_job(site: ISiteRoot, job_id: str, now: datetime | None = None) -> bool:
    """Do one job if nobody else has it in hands; True when it is done."""
    return try_job(site, job_id, now) is Try.DONE


def try_job(site: ISiteRoot, job_id: str, now: datetime | None = None) -> Try:
    """Do one due job if nobody else has it in hands; say how that ended.

    ``now``: by when it must be due; None: by this moment. A job that fails is tried
    again later, and given up after MOST_ATTEMPTS.
    """
    claimed = utcnow()
    if not side_store().put_if_absent(CLAIM, job_id, b"", LEASE, claimed):
        return Try.OTHERS
    try:
        return _do_claimed(site, job_id, now or claimed)
    except TransientError:
        # another process changed the same object; the next look does it again
        transaction.abort()
        return Try.OTHERS
    finally:
        # a claim that ended may be another worker's by now
        if utcnow() < claimed + LEASE:
            side_store().delete(CLAIM, job_id)


def _do_claimed(site: ISiteRoot, job_id: str, now: datetime) -> Try:
    # another worker may have done it, or put it off, between the look and the claim
    transaction.begin()
    outbox = get_outbox(site)
    job = outbox.find(job_id)
    if job is None or job.dead or job.due > now.timestamp():
        return Try.OTHERS
    pass_step("claimed")
    with Attempt(site, job_id) as attempt:
        _perform(site, job_id, job)
        pass_step("performed")
        outbox.remove(job_id)
        pass_step("marked")
        transaction.commit()
    pass_step("committed")
    return Try.FAILED if attempt.failed else Try.DONE


def _perform(site: ISiteRoot, job_id: str, job: Job) -> None:
    handler = queryUtility(IJobHandler, name=job.kind)
    if handler is None:
        raise UnknownJobError(job.kind)
    try:
        payload = payload_of(job_id, job)
    except PersonForgottenError:
        # who was erased gets no news any more
        logger.info("outbox: job %s dropped, its person was erased", job_id)
        return
    context = JobContext(site, job_id, job.attempts + 1, job.person_id)
    handler.perform(payload, context)
