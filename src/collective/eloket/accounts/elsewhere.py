"""Signing out elsewhere: one browser that stays signed in, or all but this one."""

from collective.eloket.accounts import open_sessions
from collective.eloket.accounts.devices import end
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.own_errors import DeviceUnknownError
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.own_password import end_sessions
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from ZPublisher.HTTPRequest import HTTPRequest


def end_one(session: CitizenSession, device_id: str) -> None:
    """Sign a browser of who is signed in out; with it end all its sessions.

    Or one session, where the browser does not stay signed in.

    :raises DeviceUnknownError: none of theirs is called that.
    """
    user_id = session.user_id
    if not end(user_id, device_id) and not open_sessions.end(user_id, device_id):
        raise DeviceUnknownError


def end_others(request: HTTPRequest, session: CitizenSession) -> str:
    """End every session but this one, and return this one's new token.

    No browser stays signed in any more, this one neither: it goes on until its session
    ends. Writes the ZODB and the audit, and mails the citizen.
    """
    citizen = find_citizen(session.user_id)
    audit.attempt(
        AuditEntry(
            citizen.id, "citizen", citizen.id, "session.end_all", means=session.means
        )
    )
    end_sessions(citizen)
    tell_citizen("signed-out-elsewhere", citizen.id)
    return open_sessions.begin_anew(request, session, citizen.not_before)
