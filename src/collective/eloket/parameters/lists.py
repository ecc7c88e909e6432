"""The worker keeps the authorities' lists fresh, so that no citizen waits for one."""

from collective.eloket.clock import utcnow
from collective.eloket.errors import MisconfiguredError
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.certificates import read_known_certificate
from collective.eloket.identity.eid.network import fetch
from collective.eloket.identity.eid.revocation import fetch_list
from collective.eloket.identity.eid.revocation import keep_list
from collective.eloket.identity.eid.revocation import may_ask
from collective.eloket.identity.eid.seams import Fetch
from collective.eloket.identity.eid.trust import Trust
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.parameters import cards
from collective.eloket.parameters import list_rows
from datetime import datetime
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(IChore)
class ListKeeper:
    """Fetches each list again when half of its time is over; see IChore.

    Lists are noted when they are first needed. The old one stays while no newer one
    can be had; when it ends, the next need fetches it in the request.
    """

    def __init__(self, fetch: Fetch = fetch) -> None:
        self._fetch = fetch

    def do(self) -> None:
        """Fetch what is due. Calls the network, 5 seconds per list at most."""
        try:
            trust = cards.trust()
        except MisconfiguredError as error:
            logger.error("lists of lost cards are not renewed: %s", error)
            return
        now = utcnow()
        for row in list_rows.old(now.timestamp()):
            if not is_ours(row.address, trust):
                list_rows.remove(row.address)
            elif list_rows.claim(row.address, row.asked, now.timestamp()):
                self.renew(row, now)

    def renew(self, row: list_rows.Noted, now: datetime) -> None:
        """Fetch one list; when that fails, it is tried again after a while."""
        issuer = read_known_certificate(row.issuer)
        try:
            data, until = fetch_list(row.address, issuer, self._fetch, now)
        except RevocationUnknownError as error:
            logger.warning("the list at %s is not renewed: %s", row.address, error)
            return
        # who can only repeat what the authority once said must not turn the time back
        if until.timestamp() > row.expires:
            keep_list(cards.SideShelf(), row.address, issuer, data, until)


def is_ours(address: str, trust: Trust) -> bool:
    """Is it at a host that a root which counts here today lets us ask?"""
    return any(
        profile.revocation_required and may_ask(address, profile)
        for profile in trust.believed
    )
