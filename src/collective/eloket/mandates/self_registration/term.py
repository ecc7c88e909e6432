"""Until when may a request wait, and when are its managers reminded?"""

from collective.eloket.http.dates import local_time
from collective.eloket.mandates.self_registration.model import AccessRequest
from datetime import date
from datetime import timedelta
from plone import api


#: Setting: so many days after it was sent a request may still be decided.
TERM = "collective.eloket.mandates.access_request_term"
USUAL_TERM = 90
#: Setting: so many days before that its managers are reminded.
REMINDER = "collective.eloket.mandates.access_request_reminder"
USUAL_REMINDER = 14


def last_day(request: AccessRequest) -> date:
    """Return the last day, in Belgium, on which somebody may decide on a request."""
    return local_time(request.at).date() + term()


def is_over(request: AccessRequest, today: date) -> bool:
    """Is it too late to decide on it, though it may wait still?"""
    return today > last_day(request)


def term() -> timedelta:
    """Return how long a request may wait."""
    return timedelta(days=_days(TERM, USUAL_TERM))


def reminded_after() -> timedelta:
    """Return after how long the managers are reminded; at once in a short term."""
    before = timedelta(days=_days(REMINDER, USUAL_REMINDER))
    return max(term() - before, timedelta())


def _days(name: str, usual: int) -> int:
    return api.portal.get_registry_record(name, default=None) or usual
