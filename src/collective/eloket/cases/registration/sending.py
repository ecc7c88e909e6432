"""Steps go into the outbox, and from there to the case system."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.access import find_case
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.interfaces import ICaseSubmitted
from collective.eloket.cases.registration.interfaces import ICaseRegistration
from collective.eloket.cases.registration.model import message_about
from collective.eloket.cases.registration.model import numbers_of
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from zope.component import getUtility
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)

#: Kind of the job: ``{reference, step}``.
STEP = "case-step"


def registration() -> ICaseRegistration:
    """Return what tells the case system."""
    return getUtility(ICaseRegistration)


def queue_step(event: ICaseSubmitted | ICaseDecided) -> None:
    """Put the last step of a case into the outbox, where a case system is told."""
    if registration().is_on():
        put_step(event.case, numbers_of(event.case)[-1])


def put_step(case: DocumentRequest, number: int) -> None:
    """Let the worker tell of one step.

    No person is named to the outbox: who has died hears nothing more, and the
    municipality must all the same know how their cases end.
    """
    outbox.put(STEP, {"reference": case.getId(), "step": number})


@implementer(IJobHandler)
class StepHandler:
    """Tells the case system of one step, and keeps the number that it answers."""

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler; each message is a row of the audit.

        :raises JobFailedError: a subclass per cause.
        """
        told, case = registration(), find_case(payload["reference"])
        if case is None or not told.is_on():
            logger.info("nothing to tell a case system (job %s)", context.job_id)
            return
        audit.attempt(
            audit.AuditEntry(
                "worker", "worker", case.subject, "case.register", case.getId()
            )
        )
        message = message_about(case, payload["step"], told.wants_answers())
        number = None if message is None else told.tell(message)
        if number is not None and number != case.registered_as:
            case.registered_as = number
