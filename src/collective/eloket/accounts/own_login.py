"""A first user name and password, for who came by a provider or a card only."""

from collective.eloket.accounts.freshness import check_fresh
from collective.eloket.accounts.keys import login_key
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.minimum import check_enough
from collective.eloket.accounts.names import own_username
from collective.eloket.accounts.own_errors import PasswordThereError
from collective.eloket.accounts.own_mails import tell_citizen
from collective.eloket.accounts.own_password import personal_of
from collective.eloket.accounts.passwords import hash_password
from collective.eloket.accounts.registration import REGISTRATIONS
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.service import PASSWORD
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.usernames import free_username
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.vault import service as vault
from ZPublisher.HTTPRequest import HTTPRequest


def choose(
    request: HTTPRequest, session: CitizenSession, username: str, password: str
) -> None:
    """Let who is signed in come in by user name too, at level none.

    A user name that the account has already stays; ``username`` is not looked at then.
    Writes the ZODB and the audit, and mails the citizen. Sessions go on.

    :raises PasswordThereError: the account has a password.
    :raises SignInAnewError: the means of the session was not used just now.
    :raises MeansTooWeakError: nobody signs in by user name here any more.
    :raises TooManyRegistrationsError: too many user names were tried from here.
    :raises UsernameTakenError: somebody has the user name.
    :raises InvalidAnswerError: a subclass per rule that name or password breaks.
    """
    citizen = find_citizen(session.user_id)
    if citizen.has_password:
        raise PasswordThereError
    check_fresh(session)
    check_enough(AssuranceLevel.NONE, PASSWORD)
    limits.spend(REGISTRATIONS, request)
    name = own_username(citizen.id) or free_username(username)
    kept = hash_password(password, (name, *personal_of(citizen.id)))
    audit.attempt(
        AuditEntry(
            citizen.id, "citizen", citizen.id, "password.choose", means=session.means
        )
    )
    if citizen.login_key is None:
        citizen_store().add_login(citizen, login_key(name))
        # the name itself, for the citizen's own page
        citizen.login_name = vault.seal(name.encode(), f"login:{citizen.id}")
    citizen.password = kept
    tell_citizen("password-chosen", citizen.id)
