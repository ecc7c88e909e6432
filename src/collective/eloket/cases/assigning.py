"""Who handles a case: take, give to a colleague, let go."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collective.eloket.audit import service as audit
from collective.eloket.cases.access import check_clerk
from collective.eloket.cases.access import groups_of
from collective.eloket.cases.access import is_clerk_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.errors import ClerkUnknownError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.mandates import service as mandates
from plone import api


#: A group with more members is no group of clerks.
MOST_CLERKS = 500
HANDLE = "collective.eloket: Handle cases"


def assign(case: DocumentRequest, user_id: str) -> None:
    """Give an open case to a clerk of its group; audited. No mail, no step.

    :raises NotYourCaseError: the current user does not handle the case.
    :raises OwnFamilyError: it is of the family of either clerk.
    :raises StepNotOpenError: it is decided already.
    :raises ClerkUnknownError: no clerk of the case's group.
    """
    _check(case, "assign")
    user = api.user.get(user_id) if user_id else None
    if user is None or case.clerk_group not in groups_of(user):
        raise ClerkUnknownError
    if not api.user.has_permission(HANDLE, username=user_id, obj=case):
        raise ClerkUnknownError
    mandates.check_not_family(user_id, case.applicant, case.subject)
    _hand_over(case, user_id, "case.assign")


def release(case: DocumentRequest) -> None:
    """Let an open case go: nobody handles it then; audited.

    :raises NotYourCaseError: the current user does not handle the case.
    :raises StepNotOpenError: it is decided already.
    """
    _check(case, "release")
    _hand_over(case, "", "case.release")


def clerks_of(groups: Iterable[str], context) -> list[tuple[str, str]]:
    """Return id and name of who handles cases in all of these groups, by name."""
    members = [
        {
            user.getId(): user
            for user in api.user.get_users(groupname=group)[:MOST_CLERKS]
        }
        for group in set(groups)
        if api.group.get(group) is not None
    ]
    if not members:
        return []
    everywhere = set.intersection(*(set(found) for found in members))
    found = [
        (user_id, members[0][user_id].getProperty("fullname", "") or user_id)
        for user_id in everywhere
        if api.user.has_permission(HANDLE, username=user_id, obj=context)
    ]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def _check(case: DocumentRequest, step: str) -> None:
    if not is_clerk_of(case):
        raise NotYourCaseError(step)
    check_clerk(case)
    if case.state not in OPEN_STATES:
        raise StepNotOpenError(step)


def _hand_over(case: DocumentRequest, user_id: str, action: str) -> None:
    if case.assignee == user_id:
        return
    case.assignee = user_id
    case.reindexObject()
    audit.attempt(
        audit.AuditEntry(
            actor=getSecurityManager().getUser().getId(),
            role="clerk",
            subject=case.subject,
            action=action,
            object=case.getId(),
        )
    )
