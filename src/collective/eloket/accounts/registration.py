"""Finishing a registration: the same for the page and for programs."""

from collections.abc import Mapping
from collective.eloket.accounts import service
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.errors import TooManyRegistrationsError
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.store import Citizen
from collective.eloket.limits import service as limits
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

    With what a provider proved for this browser before, else by user name.

    :raises NothingPendingError: neither is there.
    :raises TooManyRegistrationsError: too many from this address.
    """
    limits.spend(REGISTRATIONS, request)
    evidence = service.find_pending(request)
    username = answers.get("username") or None
    if evidence is None and username is None:
        raise NothingPendingError
    citizen = service.register(
        Registration(
            evidence=evidence,
            username=username,
            password=answers.get("password"),
            email=answers.get("email"),
        )
    )
    token = service.sign_in(request, citizen, evidence or service.own_evidence(citizen))
    # only then: Zope may run this request again, and would find nothing
    transaction.get().addAfterCommitHook(_forget, (request,))
    return citizen, token


def _forget(committed: bool, request: HTTPRequest) -> None:
    if committed:
        service.forget_pending(request)
