"""What becomes of a case when its time is over: nobody's any more, or gone.

Counts of months stay: they were made when things happened. See ``figures``.
"""

from Acquisition import aq_parent
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.interfaces import CaseForgotten
from collective.eloket.cases.model import CLOSED
from collective.eloket.cases.model import DELIVERED
from collective.eloket.cases.model import REFUSED
from collective.eloket.cases.model import WITHDRAWN
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.catalogue.strangers import is_stranger
from collective.eloket.http.dates import local_time
from collective.eloket.vault import service as vault
from datetime import date
from zope.event import notify

import secrets


#: Nobody has anything to do for it any more.
END_STATES = (REFUSED, DELIVERED, WITHDRAWN, CLOSED)
#: How the ids of nobody begin; no account, citizen or stranger has such an id.
NOBODY = "anonymous-"
#: What a step keeps: no words, and not who made it.
STEP_FACTS = ("action", "review_state", "time")


def is_nobodys(person_id: str) -> bool:
    """Was the case that names this person made nobody's?"""
    return person_id.startswith(NOBODY)


def ended_on(case: DocumentRequest) -> date | None:
    """Return the day of the step that ended a case, local; None while it goes on."""
    if case.state not in END_STATES:
        return None
    return local_time(
        case.workflow_history[WORKFLOW_ID][-1]["time"].asdatetime()
    ).date()


def anonymise(case: DocumentRequest) -> None:
    """Let a case be nobody's: document, days, states and channel stay.

    Answers, names, files, letter, messages, reasons, and who asked and handled it go;
    so does the key of who did not sign in, after the commit.
    """
    _forget_stranger(case)
    nobody = NOBODY + secrets.token_hex(12)
    case.applicant = case.subject = nobody
    case.capacity, case.mandate_id, case.assignee = "citizen", None, ""
    case.organisation, case.right_needed = None, ""
    case._sealed, case._files, case._letter = b"", (), None
    case._proposal, case._messages, case.letter_key = None, (), ""
    case.registered_as = ""
    case._address = b""
    case.creators = ()
    steps = case.workflow_history[WORKFLOW_ID]
    case.workflow_history[WORKFLOW_ID] = tuple(_bare(step) for step in steps)
    case.indexObject()
    notify(CaseForgotten(case.getId()))


def remove(case: DocumentRequest) -> None:
    """Let a case be gone, and the key of who did not sign in after the commit."""
    _forget_stranger(case)
    reference = case.getId()
    case.unindexObject()
    aq_parent(case)._delObject(reference)
    notify(CaseForgotten(reference))


def _bare(step: dict) -> dict:
    facts = {name: step.get(name) for name in STEP_FACTS}
    return facts | {"actor": "", "comments": ""}


def _forget_stranger(case: DocumentRequest) -> None:
    if is_stranger(case.applicant):
        after_commit(vault.forget_person, case.applicant)
