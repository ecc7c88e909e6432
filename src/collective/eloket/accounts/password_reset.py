"""A forgotten password: a code goes to the citizen's address, if there is any.

Nobody learns whether a user name exists: the request never looks. It puts a job into
the outbox, the same for every name; the worker looks, and mails a code to who is there.
"""

from collective.eloket.accounts import codes
from collective.eloket.accounts import cookies
from collective.eloket.accounts import policy
from collective.eloket.accounts.errors import TooManyCodesError
from collective.eloket.accounts.errors import TooManyRegistrationsError
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.accounts.keys import login_key
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.own_mails import address_of
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.own_password import replace
from collective.eloket.accounts.passwords import guess
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.usernames import normal_username
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IJobHandler
from collective.eloket.limits import service as limits
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from collective.eloket.vault.service import blind
from datetime import timedelta
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


#: Kind of the code and of the job, and name of the text.
KIND = "reset"
JOB = "password-reset"
MAIL = "code-reset"

#: Per address; what goes to one mailbox is limited where it is mailed.
RESETS = limits.Limit(
    kind="resets",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.registrations",
    error=TooManyRegistrationsError,
)


def begin(request: HTTPRequest, username: str) -> None:
    """Let a code be mailed to whoever has this user name, and bind it to this browser.

    :raises UsernameRefusedError: nobody can have such a name.
    :raises TooManyRegistrationsError: too many from this address.
    """
    name = normal_username(username)
    limits.spend(RESETS, request)
    handle = cookies.begin_handle(request, cookies.RESETTING, codes.LIFE)
    until = (utcnow() + codes.LIFE).timestamp()
    payload = {
        "login": login_key(name),
        "key": _key_of(handle),
        "until": until,
    }
    outbox.put(JOB, payload)


def has_begun(request: HTTPRequest) -> bool:
    """Did this browser ask for a code within its life? Not whether one was mailed."""
    return bool(cookies.read(request, cookies.RESETTING))


def forget(request: HTTPRequest) -> None:
    """Forget what this browser began."""
    codes.forget(KIND, _key(request))
    cookies.drop(request, cookies.RESETTING)


def finish(request: HTTPRequest, typed: str, password: str) -> None:
    """Set another password for who was mailed the code, and end all sessions.

    :raises WrongCodeError: not the code, or none was mailed.
    :raises TooManyPasswordsError: too many wrong ones from here.
    :raises InvalidAnswerError: a subclass per rule that the password breaks.
    """
    # first what costs no try
    policy.check_password(password)
    key = _key(request)
    tried = guess(request, key)
    try:
        citizen = find_citizen(codes.take(KIND, key, typed)["user"])
    except WrongCodeError:
        tried.wrong()
        raise
    tried.right()
    replace(citizen, password, "password.reset", None)
    cookies.drop(request, cookies.RESETTING)


@implementer(IJobHandler)
class ResetHandler:
    """Mails a code to who has the user name; for who has not it makes one nobody sees.

    So a wrong code is looked at in the same way, whether the name exists or not.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler; done twice, the second code counts."""
        if utcnow().timestamp() >= payload["until"]:
            return
        user_id = reachable(payload["login"])
        code = codes.begin(KIND, payload["key"], {"user": user_id})
        if user_id is not None:
            tell_citizen(MAIL, user_id, code)


def reachable(key: str) -> str | None:
    """Return who has the user name, if a code may be mailed there; or None."""
    store = citizen_store()
    citizen = store.find(store.by_login.get(key))
    email = None if citizen is None else address_of(citizen.id)
    if email is None:
        return None
    try:
        codes.count_mail(email)
    except TooManyCodesError:
        # whoever asks so often must not flood a mailbox
        return None
    return citizen.id


def _key(request: HTTPRequest) -> str:
    return _key_of(cookies.read(request, cookies.RESETTING))


def _key_of(handle: str) -> str:
    # who reads the store cannot go on in another's browser
    return blind("resetting", handle)
