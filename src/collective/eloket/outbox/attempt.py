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


class Contained:
    """Whatever is raised within ends here: one bad part must not hold up all others.

    Integrators write such parts, so their errors cannot be named here. What is told of
    an error is its class and place: its words may hold personal data.
    """

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
        self.tell(kind.__name__, _place(trace))
        return True

    def tell(self, failure: str, place: str) -> None:
        """Say what failed; the transaction is aborted by then."""
        raise TypeError(f"{type(self).__name__} tells nobody")


class Attempt(Contained):
    """A try of a job; when a handler raises anything, the job is put off."""

    def __init__(self, site: ISiteRoot, job_id: str) -> None:
        self._site = site
        self._job_id = job_id
        self.failed = False

    def tell(self, failure: str, place: str) -> None:
        """Put the job off, or give it up."""
        self.failed = True
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


def _place(trace: TracebackType | None) -> str:
    last = traceback.extract_tb(trace)[-1]
    return f"{last.name}, {last.filename}:{last.lineno}"
