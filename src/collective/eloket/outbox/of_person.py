"""News for one citizen that did not leave yet, or did not arrive."""

from collections.abc import Iterator
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import bounces
from collective.eloket.outbox.handover import exported
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.store import ANNOTATION
from collective.eloket.vault.interfaces import IPersonData
from plone import api
from typing import Any
from zope.interface import implementer


@implementer(IPersonData)
class OutboxOfPerson:
    """See IPersonData."""

    order = 20
    stores = (
        f"zodb {ANNOTATION}",
        f"entry {bounces.LEFT}",
        f"entry {bounces.FAILED_CASE}",
        f"entry {bounces.FAILED_PERSON}",
    )

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; mails say nothing that needs more."""
        return AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData."""
        for job_id, job in get_outbox(api.portal.get()).items():
            if job.person_id == person_id:
                yield f"news/{job_id}.json", exported(job_id, job)
        failed = bounces.last_failure(person_id)
        if failed is not None:
            yield "news/not-arrived.json", {"at": failed}

    def erase(self, person_id: str) -> None:
        """See IPersonData: nothing is delivered any more."""
        outbox = get_outbox(api.portal.get())
        own = [id for id, job in outbox.items() if job.person_id == person_id]
        for job_id in own:
            outbox.remove(job_id)
        bounces.forget_person(person_id)
