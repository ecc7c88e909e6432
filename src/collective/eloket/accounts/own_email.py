"""An address that a citizen gives by program: kept once its code came back."""

from collective.eloket.accounts import codes
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.accounts.own_mails import mail_code
from collective.eloket.accounts.passwords import guess
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.parameters import service as parameters
from collective.eloket.vault.service import blind
from ZPublisher.HTTPRequest import HTTPRequest


#: Kind of the code, and name of its text.
KIND = "email"
MAIL = "code-email"


def begin(user_id: str, email: str, language: str | None) -> None:
    """Mail a code to a checked address; it is the citizen's when the code comes back.

    :raises TooManyCodesError: too many were mailed there.
    """
    codes.count_mail(email)
    code = codes.begin(KIND, blind(KIND, user_id), {"email": email})
    mail_code(MAIL, email, code, language)


def confirm(request: HTTPRequest, session: ICurrentSession, typed: str) -> None:
    """Keep the address that the code was mailed to.

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
    audit.attempt(
        AuditEntry(
            session.user_id,
            "citizen",
            session.user_id,
            "email.confirm",
            means=session.means,
        )
    )
    parameters.set_own(session.user_id, found)
