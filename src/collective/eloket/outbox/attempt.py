"""One try of a job: it ends, or is put off, and the worker lives on."""

from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.model import MOST_ATTEMPTS
from collective.eloket.outbox.model import next_try
from Products.CMFCore.interfaces import ISiteRoot
from transaction.interfaces import TransientError
from types import TracebackType
from typing import Self
from ZODB.POSException import StorageError

import logging
import traceback
import transaction


logger = logging.getLogger(__name__)

#: Our own databases, not the job, are in trouble: the try does not count.
NOT_THE_JOBS_FAULT = (TransientError, StorageError, SideStoreError)


class Attempt:
    """Whatever a handler raises ends here: one bad job must not hold up all others.

    A handler may be written by an integrator, so its errors cannot be named here. What
    is logged of an error is its class and place: its words may hold personal data.
    """

    def __init__(self, site: ISiteRoot, job_id: str) -> None:
        self._site = site
        self._job_id = job_id
        self.failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if kind is None:
            return False
        transaction.abort()
        if not issubclass(kind, Exception) or issubclass(kind, NOT_THE_JOBS_FAULT):
            return False
        self.failed = True
        self._put_off(kind.__name__, place_of(trace))
        return True

    def _put_off(self, failure: str, place: str) -> None:
        transaction.begin()
        job = get_outbox(self._site).find(self._job_id)
        if job is None:
            return
        job.attempts += 1
        job.failure = failure
        job.due = next_try(utcnow(), job.attempts).timestamp()
        job.dead = job.attempts >= MOST_ATTEMPTS
        logger.log(
            logging.ERROR if job.dead else logging.WARNING,
            "outbox: job %s (%s) %s after try %s: %s at %s",
            self._job_id,
            job.kind,
            "given up" if job.dead else "put off",
            job.attempts,
            failure,
            place,
        )
        transaction.commit()


def place_of(trace: TracebackType | None) -> str:
    """Return where an error was raised; its words are not told."""
    last = traceback.extract_tb(trace)[-1]
    return f"{last.name}, {last.filename}:{last.lineno}"
