"""Where the citizens and the settings of this site are."""

from collective.eloket.accounts.store import CitizenStore
from datetime import timedelta
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility


CITIZENS = "eloket_citizens"
SESSION = "eloket_session"

_PREFIX = "collective.eloket.accounts."


def setting(name: str):
    """Return a setting of this room."""
    return getUtility(IRegistry)[_PREFIX + name]


def session_limits() -> tuple[timedelta, timedelta]:
    """Return how long a session may be idle, and how long it may last."""
    idle = timedelta(minutes=setting("idle_minutes"))
    return idle, timedelta(hours=setting("absolute_hours"))


def citizen_store() -> CitizenStore:
    """Return the citizens of this site."""
    # by attribute a site looks through its schemas first; this is asked on every page
    return api.portal.get()._getOb("acl_users")._getOb(CITIZENS).store


def take_turns(*user_ids: str) -> None:
    """Let this transaction fail if another one takes a turn with one of them meanwhile.

    For what must not be overlooked of one account: who is erased has sent nothing at
    the same moment. Who has no account here has no turn. Writes the ZODB.
    """
    for user_id in set(user_ids):
        account = citizen_store().account(user_id)
        if account is not None:
            account._p_changed = True
