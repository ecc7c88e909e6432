"""What happens when content comes and goes, and when a case is sent."""

from collective.eloket.cases import failed_mail
from collective.eloket.cases.access import may_tell
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.errors import StoreNotEmptyError
from collective.eloket.cases.install import make_store
from collective.eloket.cases.install import prepare_document
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.interfaces import ICaseForgotten
from collective.eloket.cases.interfaces import ICaseMessageWritten
from collective.eloket.cases.interfaces import ICaseSubmitted
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import CLOSE
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.news import mail_for
from collective.eloket.cases.news import mail_for_clerk
from collective.eloket.cases.news import reader_of
from collective.eloket.cases.news import sender_of
from collective.eloket.cases.talk import Kind
from collective.eloket.catalogue.translations import said_in
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import ICaseStore
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from OFS.interfaces import IObjectClonedEvent
from OFS.interfaces import IObjectWillBeRemovedEvent
from plone import api
from zope.interface.interfaces import IObjectEvent

import zExceptions


def add_store(desk: IEloket, _event: IObjectEvent) -> None:
    """Give a new e-desk its store of cases."""
    make_store(desk)


def prepare_parts(document: IOnlineDocument, _event: IObjectEvent) -> None:
    """Make the index's parts for a new or changed document."""
    prepare_document(document)


def keep_full_store(store: ICaseStore, _event: IObjectWillBeRemovedEvent) -> None:
    """Refuse to delete a store with cases, or anything it lies in.

    :raises StoreNotEmptyError: it holds cases.
    """
    if not store.is_empty():
        raise StoreNotEmptyError("the store holds cases")


def empty_copied_store(store: ICaseStore, _event: IObjectClonedEvent) -> None:
    """Let a copy of an e-desk begin without cases: they belong to the first one."""
    store.forget_all()


def refuse_copied_case(_case: ICase, _event: IObjectClonedEvent) -> None:
    """:raises Forbidden: cases are never copied, by whatever road."""
    raise zExceptions.Forbidden("cases cannot be copied")


def queue_receipt(event: ICaseSubmitted) -> None:
    """Put the receipt in the outbox; it leaves after the transaction commits."""
    case, order = event.case, event.order
    if not order.email or not parameters.wants_mail(case.applicant, "steps"):
        return
    fee = order.document.fee
    facts = {
        "reference": case.getId(),
        "to": order.email,
        "name": event.name,
        "document": said_in(order.document, "title", order.language),
        "fee": None if fee is None else str(fee),
        "site": api.portal.get().absolute_url(),
    }
    outbox.put("receipt", facts, person_id=case.applicant)


#: Steps that the applicant is told of by mail here; an approval, when it is answered.
TOLD_STEPS = {"refuse": "refused", "ask_information": "asked"}
#: What is told when a case ends because our question was not answered.
ENDED = "ended"


def told_kind(case: ICase, step: str) -> str | None:
    """Return which mail tells of a step that was just made; None: none does.

    Of what had its end already, closing it is no news.
    """
    before = case.workflow_history[WORKFLOW_ID][-2:-1]
    if step == CLOSE and before and before[0]["review_state"] == ASKED:
        return ENDED
    return TOLD_STEPS.get(step)


def queue_decision(event: ICaseDecided) -> None:
    """Put the mail about a decision or a question in the outbox.

    A parent who may not act for the child any more hears of it no more.
    """
    case = event.case
    kind = told_kind(case, event.transition)
    if kind is None:
        return
    if not may_tell(case):
        return
    if kind == "asked" and not parameters.wants_mail(case.applicant, "asked"):
        return
    dossier = open_dossier(case)
    if not dossier.email:
        return
    sender = sender_of(case.clerk_group)
    reader = reader_of(case, dossier)
    comment = event.comment if event.along else ""
    mail = mail_for(kind, case, reader, sender, comment=comment)
    outbox.put("mail", mail, person_id=case.applicant)


def forget_failures(event: ICaseForgotten) -> None:
    """Let go of which mails about a case did not arrive."""
    failed_mail.forget_failures(event.reference)


def queue_message(event: ICaseMessageWritten) -> None:
    """Tell the other side by mail that there is a message; never what it says.

    Of notes nobody is told. A clerk is written to who took the case.
    """
    case = event.case
    if event.kind == Kind.CITIZEN:
        mail = mail_for_clerk(case)
        if mail is not None:
            outbox.put("mail", mail)
        return
    if event.kind == Kind.NOTE or not may_tell(case):
        return
    if not parameters.wants_mail(case.applicant, "asked"):
        return
    dossier = open_dossier(case)
    if dossier.email:
        reader, sender = reader_of(case, dossier), sender_of(case.clerk_group)
        mail = mail_for("message", case, reader, sender)
        outbox.put("mail", mail, person_id=case.applicant)
