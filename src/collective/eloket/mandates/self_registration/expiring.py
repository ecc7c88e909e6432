"""Managers are reminded of a request; nobody decides on it in time: it ends."""

from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.errors import EloketError
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.register import get_organisation
from collective.eloket.mandates.self_registration import sealing
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.again import end
from collective.eloket.mandates.self_registration.interfaces import AccessRequestExpired
from collective.eloket.mandates.self_registration.interfaces import AccessRequestLate
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.term import reminded_after
from collective.eloket.mandates.self_registration.term import term
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import date
from datetime import timedelta
from zope.event import notify


#: In one transaction; the rest goes a minute later.
MOST_AT_ONCE = 100


def expire(today: date) -> int:
    """Let those requests end whose term is over; return how many.

    Who asked is mailed. Writes the ZODB, the outbox and the audit, where there are any.
    """
    ids = store.waiting_before(today - term(), MOST_AT_ONCE)
    for request in _opened(ids):
        after = replace(request, state=State.EXPIRED)
        audit.attempt(
            audit.AuditEntry(
                "worker",
                "worker",
                request.person_id,
                "access_request.expire",
                object=request.id,
            )
        )
        end(after, today)
        notify(AccessRequestExpired(after, named(request.wanted.organisation)))
    return len(ids)


def remind(today: date) -> int:
    """Remind the managers of what ends soon, once; return of how many requests.

    Writes the ZODB and the outbox, where there are any.
    """
    day = today - reminded_after() + timedelta(days=1)
    ids = store.unreminded_before(day, MOST_AT_ONCE)
    for request in _opened(ids):
        store.note_reminded(request.id)
        notify(AccessRequestLate(request, named(request.wanted.organisation)))
    return len(ids)


def named(number: OrganisationNumber) -> Organisation:
    """Return the organisation of a request; with its number for a name if need be.

    A register that is silent, or knows it no more, keeps no request waiting.
    """
    try:
        return get_organisation(number)
    except EloketError:
        return Organisation(number, number.shown, "")


def _opened(ids: list[str]) -> Iterator[AccessRequest]:
    """Yield requests; those of who was erased meanwhile go."""
    for id in ids:
        try:
            yield sealing.opened(id, store.tree(store.REQUESTS)[id])
        except PersonForgottenError:
            store.remove(id)
