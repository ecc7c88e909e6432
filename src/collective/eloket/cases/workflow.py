"""Rules of the steps of a case, on all roads: they hang on the workflow itself."""

from AccessControl import getSecurityManager
from collections.abc import Mapping
from collective.eloket.accounts.closing import is_closed
from collective.eloket.audit import service as audit
from collective.eloket.cases.access import check_clerk
from collective.eloket.cases.access import check_reader
from collective.eloket.cases.access import groups_of
from collective.eloket.cases.access import may_act_on
from collective.eloket.cases.dossier import open_comment
from collective.eloket.cases.dossier import seal_comment
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.foureyes import check_proposal
from collective.eloket.cases.foureyes import check_second
from collective.eloket.cases.foureyes import forget_proposal
from collective.eloket.cases.foureyes import keep_proposal
from collective.eloket.cases.foureyes import PROPOSE
from collective.eloket.cases.foureyes import VERDICT
from collective.eloket.cases.handling import is_reason_sent
from collective.eloket.cases.handling import may_tell_reason
from collective.eloket.cases.interfaces import CaseDecided
from collective.eloket.cases.interfaces import CaseDelivered
from collective.eloket.cases.model import ANSWER
from collective.eloket.cases.model import ASK
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import CITIZEN_STEPS
from collective.eloket.cases.model import CLERK_STEPS
from collective.eloket.cases.model import CLOSE
from collective.eloket.cases.model import DELIVER
from collective.eloket.cases.model import GO_ON
from collective.eloket.cases.model import LETTER_STEPS
from collective.eloket.cases.model import NEEDS_COMMENT
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import RECALL
from collective.eloket.cases.model import REISSUE
from collective.eloket.cases.model import RUNNING_STATES
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.catalogue.channels import get_channel
from collective.eloket.catalogue.closing import days_waited
from collective.eloket.catalogue.closing import term_end
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.interfaces import ICase
from collective.eloket.plaintext import plain
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zope.event import notify


#: Arguments of a step: does its reason go into the mail; the reason of a proposal.
ALONG, PROPOSED = "along", "proposed"

#: Steps after which the worker makes a letter.
MAKES_LETTER = ("approve", REISSUE)

#: Longer words than this are not kept.
LONGEST_COMMENT = 10_000


def check_step(case: ICase, event: IBeforeTransitionEvent) -> None:
    """Check who makes the step and why, and seal the words before they are kept.

    :raises NotYourCaseError: neither the case's group nor its applicant; or the mandate
        that it was sent by ended.
    :raises OwnFamilyError: it is the clerk's own, or of their family.
    :raises StepNotOpenError: there is no letter to take back; or the step is for what
        somebody asked who has died.
    :raises EloketError: the document cannot leave as it was asked; see
        ``IDeliveryChannel``.
    :raises NobodyToAskError: the applicant did not sign in, so cannot answer here.
    :raises NobodyReadsError: the applicant has died.
    :raises ReasonMissingError: the step needs words.
    :raises EloketError: two must decide, and this is not how; see ``foureyes``.
    """
    if event.transition is None:
        return
    step = event.transition.getId()
    _check_person(case, step)
    _check_letter(case, step)
    _check_halted(case, step)
    if step in MAKES_LETTER and case.outcome == "document":
        get_channel(case.channel).check_ready(case)
    clerk = getSecurityManager().getUser().getId()
    if step == PROPOSE:
        check_proposal(case, clerk, event.kwargs)
        # its reason is for the colleague alone, until it is decided
        event.kwargs[PROPOSED] = event.kwargs.pop("comment", "")
    check_second(case, step, clerk)
    words = plain(str(event.kwargs.get("comment") or ""))[:LONGEST_COMMENT]
    if needs_words(case, step) and not words:
        raise ReasonMissingError(step)
    event.kwargs["comment"] = seal_comment(case, words)


def needs_words(case: ICase, step: str) -> bool:
    """Does the step, from this state, say nothing without words to the other side?"""
    return step in NEEDS_COMMENT or (step == CLOSE and case.state in OPEN_STATES)


def _check_person(case: ICase, step: str) -> None:
    user = getSecurityManager().getUser()
    if step in CLERK_STEPS and case.clerk_group not in groups_of(user):
        raise NotYourCaseError(step)
    if step in CLERK_STEPS:
        check_clerk(case)
    if step == ASK:
        check_reader(case)
    if step in CITIZEN_STEPS and user.getId() != case.applicant:
        raise NotYourCaseError(step)
    if step in CITIZEN_STEPS and not may_act_on(case):
        raise NotYourCaseError(step)


def _check_letter(case: ICase, step: str) -> None:
    if step not in LETTER_STEPS:
        return
    if case._letter is None or (step == RECALL and case.is_recalled):
        raise StepNotOpenError(step)


def _check_halted(case: ICase, step: str) -> None:
    """Let only what its applicant cannot need any more be stopped undecided."""
    if step == GO_ON and not case.is_halted:
        raise StepNotOpenError(step)
    if step != CLOSE or case.state not in RUNNING_STATES:
        return
    if not is_closed(case.applicant):
        raise StepNotOpenError(step)


def tell_step(case: ICase, event: IAfterTransitionEvent) -> None:
    """Write the step into the audit, and tell the layers above."""
    if event.transition is None:
        return
    step = event.transition.getId()
    user_id = getSecurityManager().getUser().getId()
    if step in CLERK_STEPS and (step == "take" or not case.assignee):
        case.assignee = user_id
    if step in (RECALL, DELIVER):
        case.is_recalled = step == RECALL
    if step == GO_ON:
        case.go_on()
    if step == ANSWER:
        _go_on_with_term(case)
    _tell_second(case, step, user_id, event.kwargs)
    _record(case, step, user_id)
    comment = open_comment(case, event.kwargs.get("comment", ""))
    notify(CaseDecided(case, step, comment, _goes_along(case, step, event.kwargs)))
    if step == DELIVER:
        notify(CaseDelivered(case))


def _tell_second(case: ICase, step: str, user_id: str, arguments: Mapping) -> None:
    """Keep what the first of two clerks proposed; any other step but taking ends it."""
    if step == PROPOSE:
        words = plain(str(arguments[PROPOSED] or ""))[:LONGEST_COMMENT]
        keep_proposal(case, arguments[VERDICT], user_id, words)
    elif step != "take":
        forget_proposal(case)


def _goes_along(case: ICase, step: str, arguments: Mapping) -> bool:
    """Does the reason go into the mail? As the clerk says, else the document."""
    if not may_tell_reason(case):
        return False
    along = arguments.get(ALONG)
    return is_reason_sent(case.document_uid, step) if along is None else bool(along)


def _go_on_with_term(case: ICase) -> None:
    """Move the promised day by the working days that we waited for the applicant."""
    steps = case.workflow_history[WORKFLOW_ID]
    asked = next(one for one in reversed(steps) if one["review_state"] == ASKED)
    day = local_time(asked["time"].asdatetime()).date()
    waited = days_waited(day, local_time(utcnow()).date())
    case.due = term_end(case.due, waited)


def _record(case: ICase, step: str, user_id: str | None) -> None:
    role = "clerk" if step in CLERK_STEPS else "citizen"
    if step == DELIVER:
        role = "worker"
    audit.attempt(
        audit.AuditEntry(
            actor=user_id if role != "worker" else "worker",
            role=role,
            subject=case.subject,
            action=f"case.{step}",
            object=case.getId(),
        )
    )


def make_step(
    case: ICase,
    step: str,
    comment: str,
    *,
    along: bool | None = None,
    verdict: str | None = None,
) -> None:
    """Let the current user make a step.

    ``along``: the comment goes into the mail about the step; None: as the document
    says. ``verdict``: what ``propose`` proposes.

    :raises StepNotOpenError: not in this state, or not with these permissions.
    :raises NotYourCaseError: see ``check_step``.
    :raises ReasonMissingError: see ``check_step``.
    :raises EloketError: two must decide; see ``foureyes``.
    """
    arguments = {"comment": comment, ALONG: along, VERDICT: verdict}
    try:
        api.portal.get_tool("portal_workflow").doActionFor(case, step, **arguments)
    except WorkflowException:
        raise StepNotOpenError(step) from None


def deliver_now(case: ICase) -> None:
    """Make the step that no person may make: the answer is ready.

    :raises StepNotOpenError: the case is not approved.
    """
    _make_now(case, DELIVER)


def close_now(case: ICase) -> None:
    """Close a case of which nothing is left to do; see ``check_step``.

    Without the permission to handle cases: who hands documents over need not have it.

    :raises StepNotOpenError: not in this state.
    """
    _make_now(case, CLOSE)


def _make_now(case: ICase, step: str) -> None:
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool[WORKFLOW_ID]
    if step not in workflow.states[case.state].transitions:
        raise StepNotOpenError(step)
    workflow._changeStateOf(case, workflow.transitions[step], {})
    tool._reindexWorkflowVariables(case)
