"""Registering by user name: nothing exists before the code that was mailed is typed."""

from collections.abc import Mapping
from collective.eloket.accounts import codes
from collective.eloket.accounts import cookies
from collective.eloket.accounts import service
from collective.eloket.accounts.errors import EmailMissingError
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.accounts.minimum import check_enough
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.own_mails import mail_code
from collective.eloket.accounts.passwords import guess
from collective.eloket.accounts.passwords import hash_password
from collective.eloket.accounts.registration import REGISTRATIONS
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.usernames import free_username
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.parameters.service import checked_email
from collective.eloket.vault.service import blind
from ZPublisher.HTTPRequest import HTTPRequest

import base64


#: Kind of the code, and name of its text.
KIND = "register"
MAIL = "code-register"


def begin(request: HTTPRequest, answers: Mapping[str, object]) -> None:
    """Check what was typed, mail a code, and keep both for this browser.

    Writes the mail into the outbox, no account. Whether the address is known here makes
    no difference: several people may share one.

    :raises EloketError: a subclass per answer that is not right, and per limit.
    """
    limits.spend(REGISTRATIONS, request)
    check_enough(AssuranceLevel.NONE, service.PASSWORD)
    username = free_username(answers.get("username"))
    email = checked_email(answers.get("email"))
    if not email:
        raise EmailMissingError
    kept = hash_password(answers.get("password"), (username, email))
    _send(
        request,
        cookies.begin_handle(request, cookies.REGISTERING, codes.LIFE),
        {
            "username": username,
            "email": email,
            "kept": base64.b64encode(kept).decode(),
        },
    )


def again(request: HTTPRequest) -> None:
    """Mail another code for what this browser began; the former one is gone.

    :raises NothingPendingError: it began nothing, or too long ago.
    """
    waiting = codes.find(KIND, _key(request))
    if waiting is None:
        raise NothingPendingError
    _send(request, cookies.read(request, cookies.REGISTERING), waiting)


def address_of(request: HTTPRequest) -> str | None:
    """Return where the code of this browser was mailed, None when none waits."""
    waiting = codes.find(KIND, _key(request))
    return None if waiting is None else waiting["email"]


def forget(request: HTTPRequest) -> None:
    """Forget what this browser began."""
    codes.forget(KIND, _key(request))
    cookies.drop(request, cookies.REGISTERING)


def finish(request: HTTPRequest, typed: str) -> tuple[Citizen, str]:
    """Make the account, sign its citizen in, and return both citizen and token.

    :raises WrongCodeError: not the code, or nothing waits for one.
    :raises UsernameTakenError: somebody was faster.
    """
    key = _key(request)
    tried = guess(request, key)
    try:
        waiting = codes.take(KIND, key, typed)
    except WrongCodeError:
        tried.wrong()
        raise
    tried.right()
    citizen = service.register(
        Registration(
            username=waiting["username"],
            kept=base64.b64decode(waiting["kept"]),
            email=waiting["email"],
        )
    )
    cookies.drop(request, cookies.REGISTERING)
    return citizen, service.sign_in(request, citizen, service.own_evidence(citizen))


def _send(request: HTTPRequest, handle: str, waiting: dict) -> None:
    codes.count_mail(waiting["email"])
    code = codes.begin(KIND, _key_of(handle), waiting)
    mail_code(MAIL, waiting["email"], code, request.get("LANGUAGE"))


def _key(request: HTTPRequest) -> str:
    return _key_of(cookies.read(request, cookies.REGISTERING))


def _key_of(handle: str) -> str:
    # who reads the store cannot go on in another's browser
    return blind("registering", handle)
