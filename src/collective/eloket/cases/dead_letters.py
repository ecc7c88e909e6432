"""The worker tells managers that deliveries were given up: one mail for many."""

from collective.eloket.cases.news import MAILS
from collective.eloket.cases.readers import managers
from collective.eloket.cases.readers import reader_of
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from collective.eloket.outbox.texts import write_mail
from datetime import timedelta
from plone import api
from zope.component.hooks import setSite
from zope.interface import implementer

import logging
import transaction


logger = logging.getLogger(__name__)

#: Kind of the side store: managers of a site were told, of so many.
TOLD = "dead-letters-told"
#: One mail in this time at most, however many more are given up.
QUIET = timedelta(days=1)


@implementer(IChore)
class DeadLetters:
    """Looks for deliveries that were given up; see IChore."""

    def do(self) -> None:
        """Tell the managers of all sites."""
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                tell_dead_letters()


def tell_dead_letters() -> int:
    """Tell the managers of this site, once a day while any are there; of how many.

    It is noted after the commit only: after a crash it is told again.
    """
    site = api.portal.get()
    number = outbox.given_up(site)
    key = "/".join(site.getPhysicalPath())
    if not number or side_store().get(TOLD, key) is not None:
        return 0
    readers = [reader_of(user_id) for user_id in managers()]
    for reader in filter(None, readers):
        words = {"number": str(number), "days": str(outbox.days_kept())}
        mail = write_mail(MAILS, "dead-letters", reader.language, reader.to, words)
        outbox.put("mail", mail)
    if not any(readers):
        logger.warning("%d deliveries were given up; nobody can be told", number)
    transaction.commit()
    side_store().put(TOLD, key, b"", QUIET)
    return number
