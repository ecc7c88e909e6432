"""The worker lets go of records whose term is over."""

from collective.eloket.clock import utcnow
from collective.eloket.documents.verification.service import today
from collective.eloket.documents.verification.store import find_records
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from zope.component.hooks import setSite
from zope.interface import implementer

import transaction


@implementer(IChore)
class EndedRecords:
    """See IChore: one shard a minute, so each is looked at about once an hour."""

    def do(self) -> None:
        """Let go in all sites."""
        number = int(utcnow().timestamp()) // 60
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                records = find_records(site)
                if records is not None and records.let_go(number, today().toordinal()):
                    transaction.commit()
