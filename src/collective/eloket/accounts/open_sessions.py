"""Where is a citizen signed in now, and since when? Sessions that do not stay.

A browser that stays signed in stands in ``devices``, with all its sessions.
"""

from collective.eloket.accounts import session_rows as rows
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.device_names import name_of
from collective.eloket.accounts.ids import new_sid
from collective.eloket.accounts.model import OpenSession
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.session import end_sid
from collective.eloket.accounts.session import give
from collective.eloket.accounts.session import is_alive
from collective.eloket.accounts.session import revoke
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from ZPublisher.HTTPRequest import HTTPRequest


def note(request: HTTPRequest, token: SessionToken) -> None:
    """Note, once it has committed, that a session began in this browser.

    Writes one row of the side store. None for a browser that stays signed in.
    """
    if "." not in token.sid:
        after_commit(_add, token, name_of(request.getHeader("User-Agent") or ""))


def begin_anew(request: HTTPRequest, session: CitizenSession, started: datetime) -> str:
    """Begin another session in place of this one, as sure as it was; return its token.

    The old one is over once that is committed, for who may have seen its token too.
    """
    after_commit(revoke, session)
    sid = new_sid()
    token = replace(session.token, sid=sid, started=started, last=started)
    note(request, token)
    return give(request, token)


def sessions_of(user_id: str) -> list[OpenSession]:
    """Return a citizen's sessions that live, the one used last first."""
    now = utcnow()
    found = rows.of_person(user_id, now.timestamp())
    return [_session(row) for row in found if is_alive(_token(row), now)]


def end(user_id: str, sid: str) -> bool:
    """End a session of this citizen; True if there was one."""
    if sid not in {one.id for one in sessions_of(user_id)}:
        return False
    end_sid(sid)
    audit.record(AuditEntry(user_id, "citizen", user_id, "session.end"))
    return True


def _add(token: SessionToken, name: str) -> None:
    _idle, absolute = session_limits()
    sealed = vault.for_person(token.user).seal_text(name, _place(token.sid))
    rows.add(
        {
            "sid": token.sid,
            "person": token.user,
            "means": token.means,
            "level": token.level.label,
            "provider": token.provider,
            "started": token.started.timestamp(),
            "last": token.last.timestamp(),
            "label": sealed,
            "expires": (token.started + absolute).timestamp(),
        }
    )


def _token(row) -> SessionToken:
    """Return what says whether it lives, as its browser sends it."""
    started = datetime.fromtimestamp(row.started, UTC)
    return SessionToken(
        sid=row.sid,
        user=row.person,
        means=row.means,
        level=AssuranceLevel.from_label(row.level),
        provider=row.provider,
        authenticated_at=started,
        started=started,
        last=datetime.fromtimestamp(row.last, UTC),
    )


def _session(row) -> OpenSession:
    return OpenSession(
        id=row.sid,
        name=_opened(row),
        means=row.means,
        since=datetime.fromtimestamp(row.started, UTC),
        used=datetime.fromtimestamp(row.last, UTC),
    )


def _opened(row) -> str:
    place = _place(row.sid)
    try:
        return vault.for_person(row.person).open_text(bytes(row.label), place)
    except PersonForgottenError:
        return ""


def _place(sid: str) -> str:
    return f"session:{sid}"
