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
    return api.portal.get().acl_users[CITIZENS].store
