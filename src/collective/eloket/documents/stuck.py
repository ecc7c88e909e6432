"""The worker tells managers when letters wait because they cannot be made or sealed."""

from collective.eloket.cases.readers import managers
from collective.eloket.cases.readers import reader_of
from collective.eloket.documents.news import MAILS
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from collective.eloket.outbox.texts import write_mail
from datetime import timedelta
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.component.hooks import setSite
from zope.interface import implementer

import logging
import transaction


logger = logging.getLogger(__name__)

#: So often a letter was tried before somebody is told: for some 40 minutes.
TRIES = 9
#: Kind of the side store: of which site was it told; and how long that suffices.
TOLD, AGAIN = "letters-stuck", timedelta(days=1)


@implementer(IChore)
class StuckLetters:
    """See IChore."""

    def do(self) -> None:
        """Tell the managers of all sites, once a day."""
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                tell_stuck(site)


def tell_stuck(site: ISiteRoot) -> int:
    """Tell the managers of this site of letters that wait; returns how many do."""
    found = [
        job
        for _id, job in outbox.find_outbox(site).items()
        if job.kind == "letter" and job.attempts >= TRIES
    ]
    key = "/".join(site.getPhysicalPath())
    if not found or side_store().get(TOLD, key) is not None:
        return 0
    logger.error("%s letters wait: %s", len(found), found[-1].failure)
    for user_id in managers():
        reader = reader_of(user_id)
        if reader is not None:
            words = {
                "number": str(len(found)),
                "cause": found[-1].failure,
                "site": api.portal.get().Title(),
            }
            mail = write_mail(MAILS, "stuck", reader.language, reader.to, words)
            outbox.put("mail", mail)
    transaction.commit()
    # not before: whom the mails did not reach must be told at the next look
    side_store().put(TOLD, key, b"", AGAIN)
    return len(found)
