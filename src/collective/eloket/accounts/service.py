"""The only door to the accounts: find, register, sign in, sign out."""

from collective.eloket.accounts import capacity
from collective.eloket.accounts import cookies
from collective.eloket.accounts import devices
from collective.eloket.accounts import open_sessions
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts import stated
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.closing import check_open
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import WrongPasswordError
from collective.eloket.accounts.holder import find_holder
from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.accounts.ids import new_series
from collective.eloket.accounts.ids import new_sid
from collective.eloket.accounts.interfaces import CitizenRegistered
from collective.eloket.accounts.interfaces import CitizenSignedIn
from collective.eloket.accounts.interfaces import CitizenSignedOut
from collective.eloket.accounts.keys import login_key
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import subject_key
from collective.eloket.accounts.linking import check_not_unlinked
from collective.eloket.accounts.linking import link
from collective.eloket.accounts.linking import links_of
from collective.eloket.accounts.linking import unlink
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.lookups import find_by_subject
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.minimum import check_enough
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.names import display_name
from collective.eloket.accounts.names import own_name
from collective.eloket.accounts.names import own_username
from collective.eloket.accounts.own_evidence import OWN
from collective.eloket.accounts.own_evidence import own_evidence
from collective.eloket.accounts.own_evidence import PASSWORD
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.passwords import guess
from collective.eloket.accounts.passwords import hash_again
from collective.eloket.accounts.passwords import hash_password
from collective.eloket.accounts.passwords import is_password
from collective.eloket.accounts.passwords import needs_new_hash
from collective.eloket.accounts.pending import begin_registration
from collective.eloket.accounts.pending import find_pending
from collective.eloket.accounts.pending import forget_pending
from collective.eloket.accounts.pending import take_pending
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.stamps import read_stamp
from collective.eloket.accounts.stamps import stamp_for
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.accounts.usernames import free_username
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.identity.evidence import Evidence
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.age import check_old_enough
from collective.eloket.vault import service as vault
from zope.event import notify
from ZPublisher.HTTPRequest import HTTPRequest


__all__ = [
    "begin_registration",
    "display_name",
    "find_by_number",
    "find_by_subject",
    "find_citizen",
    "find_holder",
    "find_pending",
    "forget_pending",
    "link",
    "links_of",
    "own_evidence",
    "own_name",
    "own_username",
    "read_stamp",
    "stamp_for",
    "take_pending",
    "unlink",
]


def register(registration: Registration) -> Citizen:
    """Make an account, with its own key and what is known of the person.

    Writes the ZODB, in the request's transaction, and the side store at once.

    :raises CardError: who registers is younger than twelve, or may be.
    :raises NumberKnownError: the national number is on another account.
    :raises UsernameTakenError: somebody has the user name.
    """
    evidence = registration.evidence
    if evidence is not None:
        known = find_by_subject(evidence.subject.issuer, evidence.subject.sub)
        if known is not None:
            # a second click: the account is there already
            return known
    citizen = Citizen(new_citizen_id(), utcnow())
    if evidence is not None:
        check_old_enough(evidence, utcnow())
        _add_identity(citizen, evidence)
    if registration.username is not None:
        _add_login(citizen, registration)
    if not citizen.subjects and citizen.login_key is None:
        raise InvalidAnswerError
    _record(citizen.id, "account.register", evidence.means if evidence else PASSWORD)
    vault.new_person(citizen.id)
    citizen_store().add(citizen)
    if evidence is not None:
        parameters.remember(citizen.id, evidence)
    if registration.email:
        parameters.set_own(citizen.id, {"email": registration.email})
    notify(CitizenRegistered(citizen.id))
    return citizen


def sign_in(
    request: HTTPRequest,
    citizen: Citizen,
    evidence: Evidence,
    aside: str | None = None,
    series: str | None = None,
) -> str:
    """Begin a session and give its cookie to the browser; return the token.

    Writes the citizen at most once a day. What is known of the person stays as it is.
    ``aside``: handle of what the sign-in was begun with; ``series``: of the browser.

    :raises AccountClosedError: the person is said to have died.
    :raises MeansTooWeakError: the e-desk asks for more today.
    :raises EloketError: the provider states a capacity that is refused; see
        ``capacity.begun``.
    """
    check_open(citizen)
    check_enough(evidence.level, evidence.means)
    now = utcnow().replace(microsecond=0)
    # where all sessions of this second were ended, the new one begins after it
    now = max(now, citizen.not_before or now)
    token = SessionToken(
        sid=new_sid(series),
        user=citizen.id,
        means=evidence.means,
        level=evidence.level,
        provider=evidence.provider,
        authenticated_at=evidence.authenticated_at,
        started=now,
        last=now,
        timed=evidence.is_timed or evidence.was_asked_anew,
    )
    token, who = capacity.begun(request, token, evidence), citizen.id
    audit.record(AuditEntry(who, "citizen", who, "session.begin", means=token.means))
    before = sessions.sent_session(request)
    if before.user_id is not None:
        # a step-up, or somebody else at this computer: one browser, one session
        after_commit(sessions.revoke, before)
    devices.forget_others(request, citizen.id)
    if devices.take_copied(citizen.id):
        tell_citizen("device-copied", citizen.id)
    if citizen.last_seen != now.date():
        citizen.last_seen = now.date()
    text = sessions.give(request, token)
    open_sessions.note(request, token)
    if evidence.provider != OWN:
        cookies.remember_means(request, evidence.provider, evidence.means)
    if aside is not None:
        cookies.drop(request, cookies.ASIDE)
    notify(CitizenSignedIn(citizen.id, token.sid, evidence, before.sid, aside))
    return text


def sign_in_with_password(
    request: HTTPRequest, username: str, password: str, stay: bool = False
) -> Citizen:
    """Begin a session of level none for who knows user name and password.

    With ``stay`` the browser stays signed in, at that level, where the site lets it.

    :raises TooManyPasswordsError: too many wrong ones before.
    :raises WrongPasswordError: they do not belong together; nothing tells which.
    """
    key = login_key((username or "").strip().lower())
    tried = guess(request, key)
    store = citizen_store()
    citizen = store.find(store.by_login.get(key))
    if not is_password(citizen.password if citizen else None, password or ""):
        tried.wrong()
        raise WrongPasswordError
    tried.right()
    if needs_new_hash(citizen.password):
        citizen.password = hash_again(password)
    series = new_series() if stay and devices.is_offered() else None
    sign_in(request, citizen, own_evidence(citizen), cookies.aside(request), series)
    if series is not None:
        devices.stay(request, citizen, series)
    return citizen


def sign_out(request: HTTPRequest) -> str | None:
    """End this request's session everywhere; return the provider it came from."""
    session = sessions.current_session(request)
    if session.user_id is None:
        return None
    audit.record(AuditEntry(session.user_id, "citizen", session.user_id, "session.end"))
    sessions.revoke(session)
    stated.forget(session.sid)
    cookies.drop_session(request)
    devices.forget_this(request)
    notify(CitizenSignedOut(session.user_id))
    return session.token.provider


def _add_identity(citizen: Citizen, evidence: Evidence) -> None:
    check_not_unlinked(evidence.subject)
    since = int(citizen.created.timestamp())
    key = subject_key(evidence.subject)
    citizen.links = ((key, evidence.provider, since, None),)
    if evidence.number is not None:
        citizen.number_key = number_key(evidence.number)
        if citizen.number_key in citizen_store().by_number:
            raise NumberKnownError


def _add_login(citizen: Citizen, registration: Registration) -> None:
    username = free_username(registration.username)
    key = login_key(username)
    if registration.evidence is None or registration.password is not None:
        citizen.password = registration.kept or hash_password(
            registration.password, (username, registration.email or "")
        )
    citizen.login_key = key
    # the name itself, for the citizen's own page
    citizen.login_name = vault.seal(username.encode(), f"login:{citizen.id}")


def _record(user_id: str, action: str, means: str) -> None:
    audit.attempt(AuditEntry(user_id, "citizen", user_id, action, means=means))
