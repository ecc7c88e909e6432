"""The worker reminds who was asked something and did not answer: once per question."""

from collections.abc import Iterator
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import may_tell
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.index import find_index
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.listing import references
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.news import mail_for
from collective.eloket.cases.news import reader_of
from collective.eloket.cases.news import sender_of
from collective.eloket.catalogue.closing import term_end
from collective.eloket.http.dates import local_time
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from collective.eloket.vault.errors import PersonForgottenError
from datetime import date
from itertools import islice
from plone import api


#: Setting: working days without an answer before we remind; 0: never.
ASK_AGAIN_DAYS = "collective.eloket.cases.ask_again_days"
#: Which mail it is.
KIND = "asked-again"
#: Cases told of at once, per group; the next look tells of the rest.
MOST = 200


def ask_again(day: date) -> int:
    """Remind applicants of questions that wait too long; returns of how many cases.

    Puts mails into the outbox and marks the cases, in the caller's transaction.
    """
    index = find_index()
    days = api.portal.get_registry_record(ASK_AGAIN_DAYS, default=0)
    if index is None or not index.is_current() or not days:
        return 0
    told = 0
    for group in index.groups():
        for case in islice(unanswered(index, group, day, days), MOST):
            remind_applicant(case)
            case._reminded = (*case._reminded, question_of(case))
            told += 1
    return told


def unanswered(
    index: ICaseIndex, group: str, day: date, days: int
) -> Iterator[DocumentRequest]:
    """Yield the group's cases whose question waits for so many working days."""
    for uid in index.documents_of(group):
        for reference in references(index, Choice((group,), (ASKED,), document=uid)):
            case = find_case(reference)
            if case is None or question_of(case) in case._reminded:
                continue
            asked = case.workflow_history[WORKFLOW_ID][-1]["time"].asdatetime()
            if term_end(local_time(asked).date(), days) <= day:
                yield case


def question_of(case: DocumentRequest) -> str:
    """Return the mark of the question that waits: another one has another mark."""
    return f"asked-{len(case.workflow_history[WORKFLOW_ID])}"


def remind_applicant(case: DocumentRequest) -> None:
    """Put the mail about the question into the outbox, for who wants such mails.

    Without the question itself. Whose mandate ended hears nothing.
    """
    if not may_tell(case) or not parameters.wants_mail(case.applicant, "asked"):
        return
    try:
        dossier = open_dossier(case)
    except PersonForgottenError:
        return
    if dossier.email:
        reader, sender = reader_of(case, dossier), sender_of(case.clerk_group)
        mail = mail_for(KIND, case, reader, sender)
        outbox.put("mail", mail, person_id=case.applicant)
