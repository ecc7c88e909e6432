"""How much may one account send? Requests and messages in an hour; settings."""

from collective.eloket.cases.errors import MessagesTooOftenError
from collective.eloket.cases.errors import RequestsTooOftenError
from collective.eloket.limits import service as limits
from collective.eloket.vault import service as vault
from datetime import timedelta


REQUESTS = limits.Limit(
    kind="case-requests",
    window=timedelta(hours=1),
    record="collective.eloket.cases.requests_an_hour",
    error=RequestsTooOftenError,
)
MESSAGES = limits.Limit(
    kind="case-messages",
    window=timedelta(hours=1),
    record="collective.eloket.cases.messages_an_hour",
    error=MessagesTooOftenError,
)


def spend_request(user_id: str) -> None:
    """Count one more request of an account; it survives a refusal.

    :raises RequestsTooOftenError: more than the site allows in an hour.
    """
    _spend(REQUESTS, user_id)


def spend_message(user_id: str) -> None:
    """Count one more message that an applicant writes, whatever the request.

    :raises MessagesTooOftenError: more than the site allows in an hour.
    """
    _spend(MESSAGES, user_id)


def _spend(limit: limits.Limit, user_id: str) -> None:
    limits.spend_key(limit, vault.blind(limit.kind, user_id))
