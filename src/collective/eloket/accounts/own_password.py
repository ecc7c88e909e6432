"""Another password: who had the old one, or a session by it, is out."""

from collective.eloket.accounts import devices
from collective.eloket.accounts import open_sessions
from collective.eloket.accounts.errors import NoPasswordError
from collective.eloket.accounts.errors import WrongOldPasswordError
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.names import own_username
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.passwords import guess
from collective.eloket.accounts.passwords import hash_password
from collective.eloket.accounts.passwords import is_password
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.store import Citizen
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest


def change(
    request: HTTPRequest, session: CitizenSession, old: str, password: str
) -> str:
    """Set another password, end every other session, and return this one's token.

    :raises NoPasswordError: the account has no user name.
    :raises WrongOldPasswordError: ``old`` is not the password of today.
    :raises TooManyPasswordsError: too many wrong ones before.
    :raises InvalidAnswerError: a subclass per rule that the new one breaks.
    """
    citizen = find_citizen(session.user_id)
    if not citizen.has_password:
        raise NoPasswordError
    tried = guess(request, citizen.login_key)
    if not is_password(citizen.password, old):
        tried.wrong()
        raise WrongOldPasswordError
    tried.right()
    replace(citizen, password, "password.change", session.means)
    return open_sessions.begin_anew(request, session, citizen.not_before)


def replace(citizen: Citizen, password: str, action: str, means: str | None) -> None:
    """Set a password, end every session, tell the citizen, and record it.

    What else leads to the account, and how sure it is, stays as it was.

    :raises InvalidAnswerError: a subclass per rule that the password breaks.
    """
    citizen.password = hash_password(password, personal_of(citizen.id))
    audit.attempt(AuditEntry(citizen.id, "citizen", citizen.id, action, means=means))
    end_sessions(citizen)
    tell_citizen("password-changed", citizen.id)


def end_sessions(citizen: Citizen) -> None:
    """End every session of the citizen, those of this very second too.

    Sessions know when they began to the second: a new one begins in the next. Browsers
    that stay signed in do so no longer.
    """
    devices.end_all(citizen.id)
    citizen.not_before = utcnow().replace(microsecond=0) + timedelta(seconds=1)


def personal_of(user_id: str) -> tuple[str, ...]:
    """Return what must not be in the citizen's password."""
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    email = known["email"].value if "email" in known else ""
    return (own_username(user_id) or "", email)
