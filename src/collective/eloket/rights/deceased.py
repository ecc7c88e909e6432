"""A person has died: the account is closed, and nothing is delivered any more."""

from collective.eloket.accounts import closing
from collective.eloket.rights.holds import checked_reason
from collective.eloket.vault.interfaces import IPersonData
from zope.component import getUtility


def close(by: str, person_id: str, reason: str) -> None:
    """Close the account; what waits to be sent goes, and clerks are told what is open.

    Mandates do not hold any more while it is closed. Writes the ZODB and the audit.

    :raises HoldReasonError: nothing says why.
    :raises AccountUnknownError: there is no such account.
    :raises AccountClosedError: it is closed already.
    """
    said = checked_reason(reason)
    closing.close(by, person_id, said)
    getUtility(IPersonData, "outbox").erase(person_id)


def reopen(by: str, person_id: str, reason: str) -> None:
    """Say that it was a mistake; what was not sent meanwhile is not sent again.

    :raises HoldReasonError: nothing says why.
    :raises AccountUnknownError: there is no such account, or it is open.
    """
    closing.reopen(by, person_id, checked_reason(reason))
