"""How surely must a clerk be signed in to see and handle cases? A setting.

A member's session that began at a provider says its level; one of Plone's own password,
or of a program with Basic, has none (``ICurrentSession``). ``accounts/member_session``
checks the ticket and the cookie behind it.
"""

from collective.eloket.errors import ClerkLevelError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from plone import api
from zope.globalrequest import getRequest


CLERK_LEVEL = "collective.eloket.cases.clerk_level"
#: What is asked unless the setting says otherwise, and the least outside a sandbox.
USUAL = AssuranceLevel.SUBSTANTIAL


def needed_level() -> AssuranceLevel:
    """Return the level that a clerk's session needs."""
    label = api.portal.get_registry_record(CLERK_LEVEL, default=None)
    return USUAL if label is None else AssuranceLevel.from_label(label)


def check_clerk_level() -> None:
    """Refuse who is signed in less surely than clerks must be, on whatever road.

    :raises ClerkLevelError: by a password, by Basic, or by too weak a means.
    """
    needed = needed_level()
    if needed == AssuranceLevel.NONE:
        return
    session = ICurrentSession(getRequest(), None)
    if session is None or session.level < needed:
        raise ClerkLevelError(needed.label)


def is_level_kept() -> bool:
    """Do clerks need the level that data of citizens deserve?"""
    return needed_level() >= USUAL
