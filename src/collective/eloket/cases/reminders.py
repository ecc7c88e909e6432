"""Mails that remind: to clerks, and to managers. References only, nothing personal."""

from collective.eloket.cases.assigning import clerks_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.news import MAILS
from collective.eloket.http.dates import plain_day
from collective.eloket.http.desk import get_desk
from collective.eloket.http.language import spoken
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.texts import write_mail
from plone import api

import logging


logger = logging.getLogger(__name__)

#: Stage → which mail.
KINDS = {"soon": "due-soon", "late": "overdue"}
MANAGER = "Eloket Manager"


def tell(stage: str, group: str, cases: list[DocumentRequest]) -> None:
    """Put a mail about these cases of a group into the outbox, for each who is told.

    What is due soon goes to the clerks; what is overdue to the managers of the e-loket,
    and where there are none to the clerks.
    """
    readers = managers() if stage == "late" else []
    for user_id in readers or clerks(group):
        mail = mail_about(KINDS[stage], user_id, group, cases)
        if mail is not None:
            outbox.put("mail", mail)


def clerks(group: str) -> list[str]:
    """Return the user ids of the clerks of a group."""
    found = clerks_of([group], get_desk(api.portal.get()))
    if not found:
        logger.warning("group %s handles requests and has no clerks", group)
    return [user_id for user_id, _name in found]


def managers() -> list[str]:
    """Return the user ids of the managers of the e-loket, by role or by group."""
    acl_users = api.portal.get_tool("acl_users")
    found: dict[str, None] = {}
    for principal, _title in acl_users.portal_role_manager.listAssignedPrincipals(
        MANAGER
    ):
        group = api.group.get(principal)
        members = [principal] if group is None else group.getGroupMemberIds()
        found |= dict.fromkeys(members)
    return sorted(found)


def mail_about(
    kind: str, user_id: str, group: str, cases: list[DocumentRequest]
) -> dict[str, str] | None:
    """Return the mail to one reader; None of whom no address is known."""
    user = api.user.get(user_id)
    to = user.getProperty("email", "") if user is not None else ""
    if not to:
        return None
    language = spoken(user.getProperty("language", ""))
    titles = titles_of({case.document_uid for case in cases})
    lines = [
        f"  {case.getId()}   {plain_day(case.due, language)}   "
        f"{titles.get(case.document_uid, '')}".rstrip()
        for case in cases
    ]
    known = api.group.get(group)
    words = {
        "number": str(len(cases)),
        "cases": "\n".join(lines),
        "group": (known.getProperty("title", "") if known else "") or group,
    }
    return write_mail(MAILS, kind, language, to, words)
