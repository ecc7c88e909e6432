"""Jobs of kind ``letter``: make the answer of an approved case, and hand it over."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.cases.model import APPROVED
from collective.eloket.documents.answer import answer_to
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.news import ready_mail
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import date
from datetime import datetime
from zope.component import getUtility
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(IJobHandler)
class LetterHandler:
    """Takes ``{reference, decided, site, until}``; only an approved case gets a letter.

    The letter, the step to *delivered*, the mail and the end of the job are one
    transaction: done again after a crash, the case is approved still, or all is done.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler."""
        reference = payload["reference"]
        case = cases.find_case(reference)
        if case is None or case.state != APPROVED:
            logger.info("case %s awaits no letter (job %s)", reference, context.job_id)
            return
        _record_opening(case)
        try:
            dossier = cases.open_dossier(case)
        except PersonForgottenError:
            logger.info("case %s: its applicant was erased", reference)
            return
        # the worker does not know under which name people reach the site
        sender = replace(
            cases.sender_of(case.clerk_group), site_address=payload["site"]
        )
        decided = datetime.fromisoformat(payload["decided"])
        letter = answer_to(case, dossier, sender, decided)
        data = getUtility(ILetterRenderer).render(letter)
        name = f"{case.document_id}-{reference}.pdf"
        cases.attach_answer(case, name, "application/pdf", data)
        cases.deliver(case)
        if dossier.email:
            until = payload["until"] and date.fromisoformat(payload["until"])
            mail = ready_mail(case, dossier, sender, until)
            outbox.put("mail", mail, person_id=case.applicant)


def _record_opening(case: ICase) -> None:
    audit.record(
        audit.AuditEntry(
            actor="worker",
            role="worker",
            subject=case.subject,
            action="case.letter",
            object=case.getId(),
        )
    )
