"""Who works here and is told by mail: clerks of a group, and managers."""

from collective.eloket.cases.assigning import clerks_of
from collective.eloket.http.desk import get_desk
from collective.eloket.http.language import spoken
from dataclasses import dataclass
from dataclasses import field
from plone import api

import logging


logger = logging.getLogger(__name__)

MANAGER = "Eloket Manager"


@dataclass(frozen=True, slots=True)
class Reader:
    """Where somebody gets mail, and in which of our languages."""

    to: str = field(repr=False)
    language: str


def reader_of(user_id: str) -> Reader | None:
    """Return how to write to a member; None when no address is known."""
    user = api.user.get(user_id)
    to = user.getProperty("email", "") if user is not None else ""
    return Reader(to, spoken(user.getProperty("language", ""))) if to else None


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
