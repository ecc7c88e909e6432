"""Finishing a registration: the same for the page and for programs."""

from collections.abc import Mapping
from collective.eloket.accounts import own_email
from collective.eloket.accounts import service
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.errors import TooManyRegistrationsError
from collective.eloket.accounts.errors import UsernamesByPageError
from collective.eloket.accounts.minimum import check_enough
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.passwords import hash_password
from collective.eloket.accounts.registry import setting
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.usernames import free_username
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.parameters import service as parameters
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest

import transaction


#: Design, section 7.
REGISTRATIONS = limits.Limit(
    kind="registrations",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.registrations",
    error=TooManyRegistrationsError,
)


def finish_registration(
    request: HTTPRequest, answers: Mapping[str, object]
) -> tuple[Citizen, str]:
    """Make the account, sign its citizen in, and return both citizen and token.

    With what a provider proved for this browser before. Else, for programs, by user
    name: the account then has no address. One that was given is kept once its code came
    back (``own_email``). People do it on the page (``own_registration``).

    :raises NothingPendingError: neither is there.
    :raises UsernamesByPageError: this site takes no user names from programs.
    :raises TooManyRegistrationsError: too many from this address.
    :raises MeansTooWeakError: the e-desk asks for more today.
    """
    limits.spend(REGISTRATIONS, request)
    evidence = service.find_pending(request)
    username = answers.get("username") or None
    if evidence is None and username is None:
        raise NothingPendingError
    if evidence is None:
        check_enough(AssuranceLevel.NONE, service.PASSWORD)
    else:
        check_enough(evidence.level, evidence.means)
    email = parameters.checked_email(answers.get("email") or "")
    if evidence is None:
        wanted = by_username(username, answers.get("password"), email)
    else:
        wanted = Registration(evidence, username, answers.get("password"), email)
    citizen = service.register(wanted)
    if evidence is None and email:
        own_email.begin(citizen.id, email, request.get("LANGUAGE"))
    token = service.sign_in(request, citizen, evidence or service.own_evidence(citizen))
    # only then: Zope may run this request again, and would find nothing
    transaction.get().addAfterCommitHook(_forget, (request,))
    return citizen, token


def by_username(username: object, password: object, email: str) -> Registration:
    """Return what a program asks for; the address is none of it yet.

    :raises EloketError: a subclass per answer that is not right.
    """
    if not setting("usernames_by_rest"):
        raise UsernamesByPageError
    free = free_username(username)
    return Registration(username=free, kept=hash_password(password, (free, email)))


def _forget(committed: bool, request: HTTPRequest) -> None:
    if committed:
        service.forget_pending(request)
