"""A person has died: nobody signs in as them any more, until it was a mistake."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import session_rows
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.errors import AccountClosedError
from collective.eloket.accounts.errors import AccountUnknownError
from collective.eloket.accounts.interfaces import CitizenClosed
from collective.eloket.accounts.interfaces import CitizenReopened
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.session import end_all_of
from collective.eloket.accounts.store import Citizen
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.outbox.interfaces import IReachable
from datetime import date
from zope.event import notify
from zope.interface import implementer


def is_closed(user_id: str | None) -> bool:
    """Is that the account of somebody who has died? No for who has none."""
    citizen = find_citizen(user_id)
    return citizen is not None and citizen.closed is not None


def check_open(citizen: Citizen) -> None:
    """:raises AccountClosedError: its person is said to have died."""
    if citizen.closed is not None:
        raise AccountClosedError


def close(by: str, user_id: str, reason: str, role: str = "clerk") -> None:
    """Let nobody sign in to an account, whatever the means, and end all its sessions.

    ``by`` is an officer, or a register with the role ``register``. Nothing is erased.
    Writes the ZODB and the audit; what stays signed in ends after the commit.

    :raises AccountUnknownError: there is no such account.
    :raises AccountClosedError: it is closed already.
    """
    citizen = _get(user_id)
    check_open(citizen)
    _record(by, role, user_id, "account.close", reason)
    citizen.closed = utcnow()
    end_all_of(citizen, citizen.closed)
    after_commit(device_rows.remove_all, user_id)
    after_commit(session_rows.remove_all, user_id)
    notify(CitizenClosed(user_id, by, role))


def is_taken_back(user_id: str, day: date) -> bool:
    """Was a death of that day reported already, and taken back as a mistake?

    Every death up to the day in Belgium on which the account was opened again.
    """
    citizen = find_citizen(user_id)
    at = None if citizen is None else citizen.reopened
    return at is not None and day <= local_time(at).date()


def reopen(by: str, user_id: str, reason: str) -> None:
    """Say that it was a mistake: the person signs in again as before.

    :raises AccountUnknownError: there is no such account, or it is open.
    """
    citizen = _get(user_id)
    if citizen.closed is None:
        raise AccountUnknownError
    _record(by, "clerk", user_id, "account.reopen", reason)
    citizen.closed = None
    citizen.reopened = utcnow()
    notify(CitizenReopened(user_id, by))


@implementer(IReachable)
class Reachable:
    """See IReachable."""

    def may_reach(self, person_id: str) -> bool:
        """See IReachable: not who has died."""
        return not is_closed(person_id)


def _get(user_id: str) -> Citizen:
    citizen = find_citizen(user_id)
    if citizen is None:
        raise AccountUnknownError
    return citizen


def _record(by: str, role: str, user_id: str, action: str, reason: str) -> None:
    audit.attempt(AuditEntry(by, role, user_id, action, details={"reason": reason}))
