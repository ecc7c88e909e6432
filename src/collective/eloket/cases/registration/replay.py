"""Everything again for a case system that lost it: one case, or all since a moment.

The messages have the ids they had: who took them before knows them again.
"""

from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import stores_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.registration.errors import NothingToSendError
from collective.eloket.cases.registration.errors import RegistrationOffError
from collective.eloket.cases.registration.model import numbers_of
from collective.eloket.cases.registration.model import time_of
from collective.eloket.cases.registration.sending import put_step
from collective.eloket.cases.registration.sending import registration
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from dataclasses import dataclass
from datetime import datetime
from plone import api
from zope.interface import implementer

import heapq


#: Kind of the job: ``{since, after}``.
AGAIN = "case-again"
#: Cases that one job looks at; it puts the next one.
BATCH = 200
ACTION = "registration.again"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants it again; ``role`` is ``manager``, or ``machine`` for the command."""

    user_id: str | None
    role: str
    means: str | None = None


def send_case(reference: str, asker: Asker) -> int:
    """Let all steps of a case be told again; return how many.

    :raises RegistrationOffError: no case system is set.
    :raises NothingToSendError: there is no such case.
    """
    _check_on()
    case = find_case(reference)
    if case is None:
        raise NothingToSendError
    _record(asker, case.getId())
    numbers = numbers_of(case)
    for number in numbers:
        put_step(case, number)
    return len(numbers)


def send_since(since: datetime, asker: Asker) -> None:
    """Let all steps of all cases since a moment (aware) be told again, by and by.

    :raises RegistrationOffError: no case system is set.
    """
    _check_on()
    _record(asker, since.date().isoformat())
    outbox.put(AGAIN, {"since": since.isoformat(), "after": ""})


@implementer(IJobHandler)
class AgainHandler:
    """Looks at the next cases, puts their steps, and the job for those that follow."""

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler: steps and next job come with the end of this one."""
        since = datetime.fromisoformat(payload["since"])
        chosen = heapq.nsmallest(BATCH, _references(payload["after"]))
        for reference in chosen:
            put_since(find_case(reference), since)
        if len(chosen) == BATCH:
            outbox.put(AGAIN, {"since": payload["since"], "after": chosen[-1]})


def put_since(case: DocumentRequest | None, since: datetime) -> None:
    """Let the steps of a case since a moment be told again."""
    for number in () if case is None else numbers_of(case):
        if time_of(case, number) >= since:
            put_step(case, number)


def _references(after: str) -> Iterator[str]:
    for store in stores_of(api.portal.get()):
        yield from (one for one in store.references() if one > after)


def _check_on() -> None:
    if not registration().is_on():
        raise RegistrationOffError


def _record(asker: Asker, what: str) -> None:
    audit.attempt(
        audit.AuditEntry(
            asker.user_id, asker.role, None, ACTION, what, means=asker.means
        )
    )
