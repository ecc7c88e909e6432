"""An address that a citizen gives: kept once the code that went there came back.

Codes for another password go to it, so who changes it proves anew who they are, and the
former address is told.
"""

from collective.eloket.accounts import codes
from collective.eloket.accounts import former_email
from collective.eloket.accounts.errors import EmailMissingError
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.accounts.errors import WrongOldPasswordError
from collective.eloket.accounts.freshness import is_fresh
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.own_errors import SignInAnewError
from collective.eloket.accounts.own_mails import address_of
from collective.eloket.accounts.own_mails import mail_code
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.passwords import guess
from collective.eloket.accounts.passwords import is_password
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.limits import service as limits
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from collective.eloket.vault.service import blind
from ZPublisher.HTTPRequest import HTTPRequest


#: Kind of the code, and name of its text.
KIND = "email"
MAIL = "code-email"


def needs_password(session: CitizenSession) -> bool:
    """Must the password of today be typed? Not after a sign-in of just now.

    :raises SignInAnewError: there is no password: only another sign-in will do.
    """
    if is_fresh(session, utcnow()):
        return False
    if not find_citizen(session.user_id).has_password:
        raise SignInAnewError
    return True


def ask(
    request: HTTPRequest, session: CitizenSession, email: object, password: str
) -> None:
    """Mail a code to another address, for who is surely the citizen.

    :raises EmailMissingError: no address at all.
    :raises InvalidEmailError: not an address.
    :raises SignInAnewError: who has no password must have signed in just now.
    :raises WrongOldPasswordError: ``password`` is asked for, and not this.
    :raises TooManyPasswordsError: too many wrong ones before.
    :raises TooManyCodesError: too many were mailed there, or asked for by this citizen.
    """
    must_type = needs_password(session)
    checked = parameters.checked_email(email)
    if not checked:
        raise EmailMissingError
    if must_type:
        _check_password(request, session, password)
    user_id = session.user_id
    limits.spend_key(codes.MAILED, blind("codes-of", user_id))
    _record(session, "email.ask")
    begin(user_id, checked, request.get("LANGUAGE"))


def begin(user_id: str, email: str, language: str | None) -> None:
    """Mail a code to a checked address; it is the citizen's when the code comes back.

    :raises TooManyCodesError: too many were mailed there.
    """
    codes.count_mail(email)
    code = codes.begin(KIND, blind(KIND, user_id), {"email": email})
    mail_code(MAIL, email, code, language)


def waiting(user_id: str) -> str | None:
    """Return the address that waits for its code, or None."""
    found = codes.find(KIND, blind(KIND, user_id))
    return None if found is None else found["email"]


def forget(user_id: str) -> None:
    """Let no address wait any more."""
    codes.forget(KIND, blind(KIND, user_id))


def confirm(request: HTTPRequest, session: CitizenSession, typed: str) -> None:
    """Keep the address that the code was mailed to, and tell the former one.

    :raises WrongCodeError: not the code, or nothing waits for one.
    """
    key = blind(KIND, session.user_id)
    tried = guess(request, key)
    try:
        found = codes.take(KIND, key, typed)
    except WrongCodeError:
        tried.wrong()
        raise
    tried.right()
    _record(session, "email.confirm")
    former = address_of(session.user_id)
    if former not in (None, found["email"]):
        # still to the former one
        tell_citizen("email-changed", session.user_id)
        former_email.keep(session.user_id, former)
    parameters.set_own(session.user_id, found)
    # a mail with the code arrived there
    outbox.forget_person(session.user_id)


def _check_password(
    request: HTTPRequest, session: CitizenSession, password: str
) -> None:
    citizen = find_citizen(session.user_id)
    tried = guess(request, citizen.login_key)
    if not is_password(citizen.password, password):
        tried.wrong()
        raise WrongOldPasswordError
    tried.right()


def _record(session: CitizenSession, action: str) -> None:
    user_id = session.user_id
    audit.attempt(AuditEntry(user_id, "citizen", user_id, action, means=session.means))
