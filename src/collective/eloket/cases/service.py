"""The only door to the cases: find, submit, decide, answer."""

from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import is_family
from collective.eloket.cases.access import may_tell
from collective.eloket.cases.access import store_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.dossier import Letter
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.dossier import open_letter
from collective.eloket.cases.dossier import seal_letter
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.model import CLOSED
from collective.eloket.cases.model import COUNTER
from collective.eloket.cases.model import POST
from collective.eloket.cases.news import about
from collective.eloket.cases.news import common_words
from collective.eloket.cases.news import discreet_title
from collective.eloket.cases.news import Reader
from collective.eloket.cases.news import reader_of
from collective.eloket.cases.news import reason_in_words
from collective.eloket.cases.news import Sender
from collective.eloket.cases.news import sender_of
from collective.eloket.cases.postal import address_of
from collective.eloket.cases.postal import check_address
from collective.eloket.cases.timeline import last_comment
from collective.eloket.cases.workflow import close_now
from collective.eloket.cases.workflow import deliver_now
from collective.eloket.cases.workflow import make_step
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import ICaseSubmission
from plone import api
from zope.component import getUtility


__all__ = [
    "COUNTER",
    "POST",
    "Dossier",
    "Letter",
    "Reader",
    "Sender",
    "about",
    "address_of",
    "attach_answer",
    "check_address",
    "common_words",
    "decide",
    "deliver",
    "discreet_title",
    "find_case",
    "get_case",
    "hand_over",
    "is_family",
    "last_comment",
    "may_tell",
    "open_dossier",
    "open_letter",
    "reader_of",
    "reason_in_words",
    "sender_of",
    "store_of",
    "submit",
]


def get_case(reference: str) -> DocumentRequest:
    """Return the case of that reference; says nothing of who may see it.

    :raises CaseNotFoundError: there is no such case.
    """
    case = find_case(reference)
    if case is None:
        raise CaseNotFoundError
    return case


def submit(order: CaseOrder) -> SubmittedCase:
    """Make a case of checked answers; the same order twice gives the first one."""
    return getUtility(ICaseSubmission).submit(order)


def decide(case: ICase, transition: str, comment: str, actor: str | None) -> None:
    """Let ``actor``, who must be the current user, make a step on a case.

    :raises NotYourCaseError: somebody else's name, group or case.
    :raises StepNotOpenError: the step is not open in this state, or to this person.
    :raises ReasonMissingError: the step needs words and there are none.
    """
    if not actor or actor != api.user.get_current().getId():
        raise NotYourCaseError(transition)
    make_step(case, transition, comment)


def attach_answer(case: ICase, letter: Letter, key: str = "") -> None:
    """Put the answer into the case, sealed; doing it again replaces it.

    ``key`` is what the room of the documents knows the letter by.
    """
    seal_letter(case, letter)
    case.letter_key = key


def hand_over(case: ICase) -> None:
    """Note that a clerk gave the letter to who came for it now, and close the case.

    :raises NotYourCaseError, OwnFamilyError: not this clerk's to hand over.
    :raises StepNotOpenError: there is nothing to hand over.
    """
    if not case.has_letter:
        raise StepNotOpenError(case.getId())
    case.handed = utcnow()
    if case.state != CLOSED:
        close_now(case)


def deliver(case: ICase) -> None:
    """Say that the answer is ready; only for the worker. Delivered stays delivered.

    :raises StepNotOpenError: the case is not approved.
    """
    if case.state != "delivered":
        deliver_now(case)
