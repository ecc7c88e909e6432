"""A manager approves or refuses a request; who asked may take it back before."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import NotManagerError
from collective.eloket.mandates.enterprises.managing import get_manager
from collective.eloket.mandates.enterprises.managing import managed_by
from collective.eloket.mandates.enterprises.managing import Manager
from collective.eloket.mandates.enterprises.typed import Grant
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.mandates.enterprises.typed import Person
from collective.eloket.mandates.enterprises.typed import read_period
from collective.eloket.mandates.self_registration import sealing
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.again import end
from collective.eloket.mandates.self_registration.asking import proven_number
from collective.eloket.mandates.self_registration.errors import OwnRequestError
from collective.eloket.mandates.self_registration.errors import RequestDecidedError
from collective.eloket.mandates.self_registration.errors import RequestExpiredError
from collective.eloket.mandates.self_registration.errors import RequestUnknownError
from collective.eloket.mandates.self_registration.errors import RequestWithdrawnError
from collective.eloket.mandates.self_registration.interfaces import AccessRequestDecided
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import Decision
from collective.eloket.mandates.self_registration.model import Kind
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.model import usual_end
from collective.eloket.mandates.self_registration.term import is_over
from collective.eloket.mandates.self_registration.typed import read_decision
from collective.eloket.mandates.store import hold as hold_object
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from zope.event import notify


#: What a manager decided → the action in the audit.
ACTIONS = {
    State.APPROVED: "access_request.approve",
    State.REFUSED: "access_request.refuse",
}


def tasks(session: ICurrentSession) -> list[tuple[Manager, AccessRequest]]:
    """Return what waits for a manager, of all their organisations, the oldest first.

    Not what they asked themselves. Record the view before it is shown.

    :raises EloketError: see ``managed_by``.
    """
    found = [
        (manager, request)
        for manager in managed_by(session)
        for request in _open_of(manager)
        if request.person_id != session.user_id and not is_over(request, today())
    ]
    return sorted(found, key=lambda one: one[1].at)


def get_task(session: ICurrentSession, id: object) -> tuple[Manager, AccessRequest]:
    """Return a request of an organisation that somebody manages, and as what.

    Record the view before it is shown.

    :raises RequestUnknownError: there is none, or of another organisation; said alike.
    :raises OwnRequestError: they asked it themselves.
    """
    kept = store.find(id)
    if kept is None:
        raise RequestUnknownError
    try:
        manager = get_manager(session, OrganisationNumber(kept.organisation))
    except NotManagerError:
        raise RequestUnknownError from None
    if kept.person_id == session.user_id:
        raise OwnRequestError
    return manager, _opened(id, kept)


def own_request(session: ICurrentSession, id: object) -> AccessRequest:
    """Return a request of who is signed in.

    :raises RequestUnknownError: there is none, or somebody else's; said alike.
    """
    kept = store.find(id)
    if kept is None or kept.person_id != session.user_id:
        raise RequestUnknownError
    return _opened(id, kept)


def approve(
    session: ICurrentSession, id: object, sent: Mapping[str, object]
) -> AccessRequest:
    """Give what was asked: a work relation first where there is none, then the right.

    ``sent``: ``reason`` and ``along``, and ``begin`` and ``end`` where the manager
    changes them. The first manager wins. Writes the ZODB, the outbox and the audit.

    :raises EloketError: it waits no more; see ``check_open``.
    :raises EloketError: one may not give it; see ``giving.give``; nothing is kept.
    """
    manager, request = get_task(session, id)
    check_open(request)
    reason, along = read_decision(sent)
    period = read_period(
        {"end": usual_end(today()).isoformat(), **_days(sent)}, today()
    )
    person = _person_of(manager, request)
    if request.wanted.kind == Kind.WORK_RELATION:
        members.add(manager, person, period.begin)
    else:
        _give(manager, request, person, period)
    return _decide(manager, request, State.APPROVED, reason, along)


def refuse(
    session: ICurrentSession, id: object, sent: Mapping[str, object]
) -> AccessRequest:
    """Refuse what was asked; ``sent``: ``reason`` and ``along``.

    Writes the ZODB, the outbox and the audit.

    :raises EloketError: it waits no more; see ``check_open``.
    """
    manager, request = get_task(session, id)
    check_open(request)
    reason, along = read_decision(sent)
    return _decide(manager, request, State.REFUSED, reason, along)


def withdraw(session: ICurrentSession, id: object) -> None:
    """Take a request back that nobody decided on. Writes the ZODB and the audit.

    :raises EloketError: it waits no more; see ``check_open``.
    """
    request = own_request(session, id)
    if request.state == State.WITHDRAWN:
        return
    check_open(request)
    audit.attempt(
        AuditEntry(
            actor=session.user_id,
            role="citizen",
            subject=session.user_id,
            action="access_request.withdraw",
            object=request.id,
            means=session.means,
        )
    )
    after = replace(request, state=State.WITHDRAWN)
    end(after, today())


def check_open(request: AccessRequest) -> None:
    """Check that a request may still be decided, or taken back.

    :raises RequestDecidedError: a manager came first.
    :raises RequestWithdrawnError: who asked took it back.
    :raises RequestExpiredError: nobody decided in time.
    """
    if request.state == State.WITHDRAWN:
        raise RequestWithdrawnError
    if request.state == State.EXPIRED:
        raise RequestExpiredError
    if request.state != State.OPEN:
        raise RequestDecidedError
    if is_over(request, today()):
        raise RequestExpiredError


def has_work_relation(manager: Manager, request: AccessRequest) -> bool:
    """Does who asks work there already?"""
    return members.find_working(manager, proven_number(request.person_id)) is not None


def _give(
    manager: Manager, request: AccessRequest, person: Person, period: Period
) -> None:
    wanted = request.wanted
    reason = request.about.reason
    grant = Grant((person,), wanted.right, period, wanted.contexts, reason)
    giving.give(manager, grant)


def _decide(
    manager: Manager, request: AccessRequest, state: State, reason: str, along: bool
) -> AccessRequest:
    decision = Decision(manager.account.id, utcnow(), reason, along)
    after = replace(request, state=state, decision=decision)
    audit.attempt(
        AuditEntry(
            actor=manager.account.id,
            role="organisation_manager",
            subject=request.person_id,
            action=ACTIONS[state],
            object=request.id,
            means=manager.means,
        )
    )
    # whoever loses the right to decide meanwhile lets this transaction fail
    hold_object(manager.account)
    end(after, today())
    notify(AccessRequestDecided(after, manager.organisation))
    return after


def _person_of(manager: Manager, request: AccessRequest) -> Person:
    """Return whom it is given to; what is kept of who works there already stays."""
    number, about = proven_number(request.person_id), request.about
    if members.find_working(manager, number) is not None:
        return Person(number)
    return Person(
        number, about.given_names, about.family_name, about.email, about.phone
    )


def _open_of(manager: Manager) -> Iterator[AccessRequest]:
    for id, kept in store.open_of(manager.code):
        try:
            yield sealing.opened(id, kept)
        except PersonForgottenError:
            # who asked is being erased; nobody can be given anything
            continue


def _opened(id: str, kept: store.KeptRequest) -> AccessRequest:
    try:
        return sealing.opened(id, kept)
    except PersonForgottenError:
        raise RequestUnknownError from None


def _days(sent: Mapping[str, object]) -> dict[str, object]:
    """Return the days that a manager says; what is not said stays as it is asked."""
    return {name: sent[name] for name in ("begin", "end") if name in sent}
