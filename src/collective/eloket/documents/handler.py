"""Jobs that end an approved case: ``letter`` with a document, ``notice`` without."""

from collective.eloket.cases import service as cases
from collective.eloket.documents.answer import answer_to
from collective.eloket.documents.answer import seal_title
from collective.eloket.documents.ending import end
from collective.eloket.documents.ending import open_approved
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox.interfaces import IJobContext
from datetime import datetime
from zope.component import getUtility
from zope.interface import implementer


@implementer(IJobHandler)
class LetterHandler:
    """Takes ``{reference, decided, site, until, along}``; only approved ones get one.

    The letter, the step to *delivered*, the mail and the end of the job are one
    transaction: done again after a crash, the case is approved still, or all is done.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler."""
        approved = open_approved(payload, context)
        if approved is None:
            return
        case = approved.case
        decided = datetime.fromisoformat(payload["decided"])
        letter = answer_to(case, approved.dossier, approved.sender, decided)
        made = getUtility(ILetterRenderer).render(letter)
        data = getUtility(ISealer).seal(made, seal_title(letter))
        name = f"{case.document_id}-{case.getId()}.pdf"
        cases.attach_answer(case, name, "application/pdf", data)
        end(approved, payload["until"], payload.get("along", False))


@implementer(IJobHandler)
class NoticeHandler:
    """Takes ``{reference, site, along}``: a mail tells of a decision or a report."""

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler."""
        approved = open_approved(payload, context)
        if approved is not None:
            end(approved, None, payload.get("along", False))
