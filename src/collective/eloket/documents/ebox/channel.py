"""The e-Box as a way by which documents leave; see IDeliveryChannel."""

from collective.eloket import _
from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.documents.ebox.interfaces import IEbox
from collective.eloket.documents.ebox.model import EboxDocument
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.preferences import DIGITAL
from collective.eloket.vault import service as vault
from zope.component import getUtility
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)

#: Kind of the job: ``{reference}``.
KIND = "ebox"


@implementer(IDeliveryChannel)
class EboxChannel:
    """The document waits under *Mijn aanvragen*, and is put into the e-Box too."""

    title = _("channel_ebox", default="In your e-Box")

    def check_ready(self, case: ICase) -> None:
        """See IDeliveryChannel.

        :raises EboxStandInError: the e-Box is not the real one.
        """
        getUtility(IEbox).check()

    def hand_over(self, case: ICase) -> None:
        """See IDeliveryChannel; the choice in *Voorkeuren* of today counts."""
        if is_wanted(case):
            outbox.put(KIND, {"reference": case.getId()}, person_id=case.applicant)

    def take_back(self, case: ICase) -> None:
        """See IDeliveryChannel: the job passes over what does not hold any more."""


def is_wanted(case: ICase) -> bool:
    """Does the applicant want documents digitally, and may they still hear of it?"""
    wish = parameters.preferences(case.applicant).delivery
    return wish == DIGITAL and cases.may_tell(case)


@implementer(IJobHandler)
class EboxHandler:
    """Puts the document of a case into its applicant's e-Box.

    Who has no national number here, opened no e-Box, or does not want it any more,
    finds the document under *Mijn aanvragen*, as a mail said.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler.

        :raises JobFailedError: the e-Box does not take it now.
        """
        case = cases.find_case(payload["reference"])
        if case is None or not case.has_letter or not is_wanted(case):
            logger.info("nothing for an e-Box (job %s)", context.job_id)
            return
        number = number_of(case.applicant)
        ebox = getUtility(IEbox)
        if number is None or not ebox.has_consented(number):
            logger.info("case %s: its applicant has no e-Box", case.getId())
            return
        audit.attempt(
            audit.AuditEntry(
                "worker", "worker", case.subject, "case.ebox", case.getId()
            )
        )
        ebox.deposit(document_of(case, number))


def number_of(person_id: str) -> str | None:
    """Return the proven national number of a citizen, or None."""
    known = parameters.known(person_id, AssuranceLevel.HIGH).get("national_number")
    proven = known is not None and known.level > AssuranceLevel.NONE
    return known.value if proven else None


def document_of(case: ICase, number: str) -> EboxDocument:
    """Return what is put there; made anew, the document has another id."""
    letter = cases.open_letter(case)
    return EboxDocument(
        id=vault.blind("ebox", f"{case.getId()}:{case.letter_key}"),
        number=number,
        title=cases.discreet_title(case),
        language=case.language,
        filename=letter.filename,
        data=letter.data,
    )
