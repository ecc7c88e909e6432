"""How an approved case ends: opened, delivered, and its applicant told."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.cases.model import APPROVED
from collective.eloket.documents.news import outcome_mail
from collective.eloket.interfaces import ICase
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from collective.eloket.parameters import service as parameters
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date

import logging


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Approved:
    """An approved case, opened; ``sender`` writes from the site as people know it."""

    case: ICase
    dossier: cases.Dossier = field(repr=False)
    sender: cases.Sender


def open_approved(payload: dict, context: IJobContext) -> Approved | None:
    """Return the case that a job is about; None when nothing is left to do.

    Done again after a crash, the case is approved still, or was delivered.
    """
    reference = payload["reference"]
    case = cases.find_case(reference)
    if case is None or case.state != APPROVED:
        logger.info("case %s awaits no answer (job %s)", reference, context.job_id)
        return None
    _record_opening(case)
    try:
        dossier = cases.open_dossier(case)
    except PersonForgottenError:
        logger.info("case %s: its applicant was erased", reference)
        return None
    # the worker does not know under which name people reach the site
    sender = replace(cases.sender_of(case.clerk_group), site_address=payload["site"])
    return Approved(case, dossier, sender)


def end(approved: Approved, until: str | None, along: bool) -> None:
    """Say that the case is answered, and put the mail about it into the outbox.

    ``until`` is the last day of a document, as ISO 8601. ``along``: the mail tells the
    reason that the clerk gave.
    """
    reason = cases.last_comment(approved.case) if along else ""
    cases.deliver(approved.case)
    if not approved.dossier.email or not is_wanted(approved.case):
        return
    last = date.fromisoformat(until) if until else None
    mail = outcome_mail(approved.case, approved.dossier, approved.sender, last, reason)
    outbox.put("mail", mail, person_id=approved.case.applicant)


def is_wanted(case: ICase) -> bool:
    """Is the mail wanted? A decision is told in any case, a document on wish.

    Nothing is told to who may not act for the child any more.
    """
    if not cases.may_tell(case):
        return False
    return case.outcome != "document" or parameters.wants_mail(case.applicant, "ready")


def _record_opening(case: ICase) -> None:
    audit.record(
        audit.AuditEntry(
            actor="worker",
            role="worker",
            subject=case.subject,
            action="case.answer",
            object=case.getId(),
        )
    )
