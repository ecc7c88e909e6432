"""Whom was a form made for? A sealed stamp in it tells, when its session is over."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session import csrf_for
from collective.eloket.accounts.session import is_ended
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import SealError
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC

import base64
import hmac
import json


@dataclass(frozen=True, slots=True)
class Stamp:
    """The citizen a form was made for.

    ``trusted`` is False when that session was ended by its citizen, or is too old to
    tell: then nothing may be done in the citizen's name before they sign in again.
    """

    user_id: str
    capacity: str
    trusted: bool


def stamp_for(session: ICurrentSession, place: str) -> str:
    """Return the stamp of a form at ``place`` for who is signed in."""
    made = int(utcnow().timestamp())
    text = json.dumps([session.user_id, session.capacity, session.sid, made])
    sealed = vault.seal(text.encode(), _context(place))
    return base64.urlsafe_b64encode(sealed).decode()


def read_stamp(sent: object, csrf: object, place: str) -> Stamp | None:
    """Return whom a form was made for, None when it does not prove it.

    ``csrf`` must be the value of the session that the form was made in, so that a
    stamp and a value of two forms do not go together.
    """
    try:
        sealed = base64.urlsafe_b64decode(sent if isinstance(sent, str) else "")
        opened = vault.open_sealed(sealed, _context(place))
    except (ValueError, SealError):
        return None
    user_id, capacity, sid, made = json.loads(opened)
    expected = csrf_for(f"session:{sid}")
    if not isinstance(csrf, str) or not hmac.compare_digest(
        csrf.encode(errors="replace"), expected.encode()
    ):
        return None
    moment = datetime.fromtimestamp(made, UTC)
    return Stamp(user_id, capacity, _is_trusted(user_id, sid, moment))


def _is_trusted(user_id: str, sid: str, made: datetime) -> bool:
    now = utcnow()
    citizen = citizen_store().find(user_id)
    _idle, absolute = session_limits()
    # an ended session is remembered that long, so beyond it nobody can tell
    if citizen is None or now >= made + absolute:
        return False
    if citizen.not_before is not None and made < citizen.not_before:
        return False
    return not is_ended(sid, now)


def _context(place: str) -> str:
    return f"form-stamp:{place}"
