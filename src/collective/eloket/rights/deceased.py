"""A person has died: the account is closed, and nothing is delivered any more."""

from collective.eloket.accounts import closing
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.rights.holds import checked_reason
from collective.eloket.vault.interfaces import IPersonData
from datetime import date
from zope.component import getUtility

import logging


#: Actor and role of what a register says.
REGISTER = "register"

logger = logging.getLogger(__name__)


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


def close_reported(person_id: str, day: date) -> bool:
    """Close the account of who died on that day by the register; False: it stays.

    As it is when it is closed already, when a manager took that report back, and for a
    day to come, which no register can know. Writes the ZODB and the audit.

    :raises AccountUnknownError: there is no such account.
    """
    if day > local_time(utcnow()).date():
        logger.error("the register of deaths tells of a day to come; nobody is closed")
        return False
    if closing.is_closed(person_id) or closing.is_taken_back(person_id, day):
        return False
    said = f"register: {day.isoformat()}"
    closing.close(REGISTER, person_id, said, role=REGISTER)
    getUtility(IPersonData, "outbox").erase(person_id)
    return True


def reopen(by: str, person_id: str, reason: str) -> None:
    """Say that it was a mistake; what was not sent meanwhile is not sent again.

    :raises HoldReasonError: nothing says why.
    :raises AccountUnknownError: there is no such account, or it is open.
    """
    closing.reopen(by, person_id, checked_reason(reason))
