"""Jobs that end an approved case: ``letter`` with a document, ``notice`` without."""

from collective.eloket.cases import service as cases
from collective.eloket.catalogue.channels import get_channel
from collective.eloket.documents.answer import answer_to
from collective.eloket.documents.answer import seal_title
from collective.eloket.documents.checking import with_check
from collective.eloket.documents.ending import Approved
from collective.eloket.documents.ending import end
from collective.eloket.documents.ending import open_approved
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.documents.verification import service as verification
from collective.eloket.documents.verification.codes import draw_code
from collective.eloket.documents.verification.initials import initials_for
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox.interfaces import IJobContext
from datetime import date
from datetime import datetime
from zope.component import getUtility
from zope.interface import implementer


@implementer(IJobHandler)
class LetterHandler:
    """Takes ``{reference, decided, site, verify, until, along}``; of approved ones.

    Jobs that an earlier version queued have no ``verify`` and no ``along``.

    The letter, the way it leaves by, what anybody may learn of it, the step to
    *delivered*, the mail and the end of the job are one transaction: done again after a
    crash, the case is approved still, or all is done.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler."""
        approved = open_approved(payload, context)
        if approved is None:
            return
        put_letter(approved, payload)
        get_channel(approved.case.channel).hand_over(approved.case)
        end(approved, payload["until"], payload.get("along", False))


def put_letter(approved: Approved, payload: dict) -> None:
    """Make and seal the letter, put it into the case, and keep its record.

    :raises MisconfiguredError, JobFailedError: it cannot be made or sealed now.
    """
    case, code = approved.case, draw_code()
    decided = datetime.fromisoformat(payload["decided"])
    content = answer_to(case, approved.dossier, approved.sender, decided)
    if payload.get("verify"):
        content = with_check(content, code, payload["verify"])
    made = getUtility(ILetterRenderer).render(content)
    data = getUtility(ISealer).seal(made, seal_title(content))
    last = payload["until"] and date.fromisoformat(payload["until"])
    # a letter that was made before is not valid beside the new one
    verification.take_back(case.letter_key)
    key = ""
    if content.check is not None:
        initials = initials_for(case, approved.dossier)
        key = verification.keep(code, data, content.title, last or None, initials)
    name = f"{case.document_id}-{case.getId()}.pdf"
    cases.attach_answer(case, cases.Letter(name, "application/pdf", data), key)


@implementer(IJobHandler)
class NoticeHandler:
    """Takes ``{reference, site, along}``: a mail tells of a decision or a report."""

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler."""
        approved = open_approved(payload, context)
        if approved is not None:
            end(approved, None, payload.get("along", False))
