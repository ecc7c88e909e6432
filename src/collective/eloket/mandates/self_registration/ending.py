"""The worker ends requests that wait too long, and lets go of what ended long ago."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.expiring import expire
from collective.eloket.mandates.self_registration.expiring import remind
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from datetime import date
from datetime import timedelta
from plone import api
from zope.component.hooks import setSite
from zope.interface import implementer

import transaction


#: Setting: so many days after it ended a request goes.
DAYS = "collective.eloket.mandates.access_request_days"
USUAL_DAYS = 730
#: In one transaction; the rest goes a minute later.
MOST_AT_ONCE = 100


@implementer(IChore)
class EndedRequests:
    """See IChore."""

    def do(self) -> None:
        """Remind, end and let go in all sites."""
        day = local_time(utcnow()).date()
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                for act in (expire, remind, let_go):
                    if act(day):
                        transaction.commit()


def days_kept() -> int:
    """Return for how many days a request is kept after it ended."""
    return api.portal.get_registry_record(DAYS, default=None) or USUAL_DAYS


def let_go(day: date) -> int:
    """Let those requests go whose days are over on ``day``; return how many went.

    What was given by them stays. Writes the ZODB and the audit, when there are any.
    """
    ids = store.ended_before(day - timedelta(days=days_kept()), MOST_AT_ONCE)
    for id in ids:
        person_id = store.tree(store.REQUESTS)[id].person_id
        audit.attempt(
            audit.AuditEntry(
                "worker", "worker", person_id, "access_request.delete", object=id
            )
        )
        store.remove(id)
    return len(ids)
