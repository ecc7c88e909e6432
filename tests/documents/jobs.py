"""The jobs of a site's outbox, opened."""

from collective.eloket.outbox.jobs import find_outbox
from collective.eloket.outbox.jobs import payload_of
from collective.eloket.outbox.model import JobContext


def jobs(site, kind: str) -> list[dict]:
    """Return the payloads of the waiting jobs of one kind."""
    return [
        payload_of(job_id, job)
        for job_id, job in find_outbox(site).items()
        if job.kind == kind
    ]


def context(site, **changes) -> JobContext:
    """Return the context of a first try."""
    values = {"job_id": "4f1a", "attempt": 1, "person_id": None} | changes
    return JobContext(site=site, **values)
