"""The receipt of a case: facts go into the outbox, the worker writes the mail."""

from collective.eloket.cases.access import find_case
from collective.eloket.cases.news import language_for
from collective.eloket.cases.news import mail_for
from collective.eloket.cases.news import Reader
from collective.eloket.cases.news import sender_of
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox.interfaces import IJobContext
from dataclasses import replace
from decimal import Decimal
from zope.component import getUtility
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(IJobHandler)
class ReceiptHandler:
    """Takes ``{reference, to, name, document, fee, site}``, and sends the mail at once.

    Looking up who signs it and writing it out takes a tenth of the time of a submit;
    the citizen does not wait for that.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler."""
        case = find_case(payload["reference"])
        if case is None:
            logger.info("no case any more for the receipt of job %s", context.job_id)
            return
        fee = payload["fee"]
        mail = mail_for(
            "receipt",
            case,
            Reader(
                payload["to"], payload["name"], payload["document"], language_for(case)
            ),
            # the worker does not know under which name people reach the site
            replace(sender_of(case.clerk_group), site_address=payload["site"]),
            fee=None if fee is None else Decimal(fee),
        )
        getUtility(IJobHandler, name="mail").perform(mail, context)
