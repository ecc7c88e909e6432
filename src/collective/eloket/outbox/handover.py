"""What the outbox hands over, and erases, when the e-loket leaves."""

from collections.abc import Iterator
from collective.eloket.interfaces import IRoomData
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.jobs import payload_of
from collective.eloket.outbox.store import ANNOTATION
from collective.eloket.outbox.store import Job
from collective.eloket.outbox.store import Outbox
from collective.eloket.vault.errors import PersonForgottenError
from datetime import datetime
from datetime import UTC
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomData)
class OutboxData:
    """See IRoomData: news that did not leave, and will not any more."""

    order = 20

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return sum(1 for _ in get_outbox(site).items())

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData."""
        for _id, job in get_outbox(site).items():
            if job.person_id is not None:
                yield job.person_id

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        for job_id, job in get_outbox(site).items():
            yield f"outbox/{job_id}.json", exported(job_id, job)

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        IAnnotations(site)[ANNOTATION] = Outbox()


def exported(job_id: str, job: Job) -> dict[str, Any]:
    """Return a job with its payload; without it when its person was erased before."""
    facts = {
        "kind": job.kind,
        "person": job.person_id,
        "due": datetime.fromtimestamp(job.due, UTC).isoformat(),
        "attempts": job.attempts,
        "given_up": job.dead,
    }
    try:
        return facts | {"payload": payload_of(job_id, job)}
    except PersonForgottenError:
        return facts | {"erased": True}
