"""Somebody asks the managers of an organisation for a right, or to work there."""

from collections.abc import Mapping
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Citizen
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises import asking as holdings
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store as rights
from collective.eloket.mandates.enterprises.errors import HoldingKnownError
from collective.eloket.mandates.enterprises.managing import Contact
from collective.eloket.mandates.enterprises.managing import local_managers
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.register import check_active
from collective.eloket.mandates.enterprises.register import get_organisation
from collective.eloket.mandates.household import own_number
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.rights.service import check_contexts
from collective.eloket.mandates.self_registration import sealing
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.addresses import asked_of
from collective.eloket.mandates.self_registration.addresses import Wish
from collective.eloket.mandates.self_registration.errors import ApplicantLevelError
from collective.eloket.mandates.self_registration.errors import (
    ApplicantNumberNeededError,
)
from collective.eloket.mandates.self_registration.errors import NoLocalManagerError
from collective.eloket.mandates.self_registration.errors import OtherGroupError
from collective.eloket.mandates.self_registration.errors import RequestFieldError
from collective.eloket.mandates.self_registration.errors import RequestKnownError
from collective.eloket.mandates.self_registration.errors import RequestsFullError
from collective.eloket.mandates.self_registration.errors import WorkRelationKnownError
from collective.eloket.mandates.self_registration.interfaces import AccessRequestSent
from collective.eloket.mandates.self_registration.model import About
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import Kind
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.model import Wanted
from collective.eloket.mandates.self_registration.typed import read_about
from collective.eloket.parameters import service as parameters
from collective.eloket.vault import service as vault
from zope.event import notify

import secrets


#: So many requests of one person wait at most.
MOST_OPEN = 20
#: As in ``mandates.store``: 22 characters of a keyed hash are 132 bits.
HASH = 22


def check_may_ask(session: ICurrentSession) -> Citizen:
    """Return the account of who may ask for rights: sure enough, with a proven number.

    :raises ApplicantLevelError: the sign-in is too weak.
    :raises ApplicantNumberNeededError: no national number is known.
    """
    account = citizen_store().find(session.user_id)
    if account is None or account.closed is not None or session.level < LEAST_LEVEL:
        raise ApplicantLevelError
    proven_number(account.id)
    return account


def proven_number(person_id: str) -> NationalNumber:
    """Return the national number that was proven of a citizen.

    :raises ApplicantNumberNeededError: none is known.
    """
    number = own_number(person_id)
    if number is None:
        raise ApplicantNumberNeededError
    return number


def check_organisation(
    account: Citizen, wish: Wish, number: OrganisationNumber
) -> Organisation:
    """Return the organisation where somebody wants a right, if one can be asked there.

    :raises OrganisationUnknownError: the register does not know it.
    :raises OrganisationEndedError: it ended.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    :raises OtherGroupError: it is of another target group than the address says.
    :raises NoLocalManagerError: nobody else handles requests and can be mailed.
    """
    organisation = get_organisation(number)
    check_active(number)
    if organisation.group != wish.group:
        raise OtherGroupError
    if not managers_for(account, organisation):
        raise NoLocalManagerError
    return organisation


def managers_for(account: Citizen, organisation: Organisation) -> list[Contact]:
    """Return who handles what somebody asks, and can be mailed; not themselves."""
    code = organisation.number.code
    own = {rights.member_of(code, key) for key in account.numbers}
    return [one for one in local_managers(organisation) if one.member not in own]


def read_wanted(wish: Wish, kind: Kind, sent: Mapping[str, object]) -> Wanted:
    """Return what somebody asks for, who came by that address.

    What the address fixes stands; the rest is in ``sent``: ``organisation``, ``right``
    and ``contexts``.

    :raises RequestFieldError: something is not chosen; ``field`` says what.
    :raises EloketError: see ``asked_of`` and ``check_contexts``.
    """
    application, offered = asked_of(wish, book())
    organisation = wish.organisation or _typed_number(sent.get("organisation"))
    if kind == Kind.WORK_RELATION:
        return Wanted(kind, organisation, application.number, "", ())
    chosen = wish.right or sent.get("right")
    right = next((one for one in offered if one.code == chosen), None)
    if right is None:
        raise RequestFieldError("right")
    contexts = _contexts_of(wish, sent)
    if bool(right.contexts) != bool(contexts) or not set(contexts) <= set(
        right.context_values
    ):
        raise RequestFieldError("contexts")
    check_contexts(right, contexts)
    return Wanted(kind, organisation, application.number, right.code, contexts)


def check(
    session: ICurrentSession, wish: Wish, kind: Kind, sent: Mapping[str, object]
) -> tuple[Organisation, Wanted, About]:
    """Check all that somebody filled in; nothing is kept.

    :raises EloketError: something is not right; see the functions above.
    """
    account = check_may_ask(session)
    wanted = read_wanted(wish, kind, sent)
    organisation = check_organisation(account, wish, wanted.organisation)
    about = read_about(sent, parameters.known(account.id, AssuranceLevel.HIGH))
    _check_not_held(account, wanted)
    return organisation, wanted, about


def ask(
    session: ICurrentSession,
    wish: Wish,
    kind: Kind,
    sent: Mapping[str, object],
    key: str = "",
) -> str:
    """Keep a request, tell the managers and who asks by mail; return its id.

    ``key``: the same one gives the first request again, so two clicks make one. Writes
    the ZODB, the outbox and the audit.

    :raises EloketError: something is not right; nothing is kept then.
    """
    id = _id_for(session.user_id, key)
    before = store.find(id)
    if before is not None and before.person_id == session.user_id:
        return id
    organisation, wanted, about = check(session, wish, kind, sent)
    _check_not_asked(session.user_id, wanted)
    request = AccessRequest(id, session.user_id, wanted, about, utcnow())
    _record(session, "access_request.send", request)
    store.add(id, sealing.kept_of(request))
    notify(AccessRequestSent(request, organisation))
    return id


def own_requests(person_id: str) -> list[AccessRequest]:
    """Return what a citizen asked for, the newest first."""
    found = [sealing.opened(id, kept) for id, kept in store.of_person(person_id)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _typed_number(text: object) -> OrganisationNumber:
    if not isinstance(text, str) or not text.strip():
        raise RequestFieldError("organisation")
    return OrganisationNumber.parse(text)


def _contexts_of(wish: Wish, sent: Mapping[str, object]) -> tuple[str, ...]:
    if wish.context is not None:
        return (wish.context,)
    found = sent.get("contexts", [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise RequestFieldError("contexts")
    return tuple(sorted(set(found)))


def _check_not_held(account: Citizen, wanted: Wanted) -> None:
    """:raises HoldingKnownError, WorkRelationKnownError: they have it already."""
    if wanted.kind == Kind.WORK_RELATION:
        known = [
            relations.find(wanted.organisation.code, key) for key in account.numbers
        ]
        if any(one is not None and one.end is None for one in known):
            raise WorkRelationKnownError
        return
    day = holdings.today()
    for one in holdings.held(account, wanted.organisation):
        is_same = one.right == wanted.right and one.holds(day)
        if is_same and set(wanted.contexts) <= set(one.contexts):
            raise HoldingKnownError


def _check_not_asked(person_id: str, wanted: Wanted) -> None:
    """:raises RequestKnownError, RequestsFullError: it waits; too many wait."""
    waiting = [one for one in own_requests(person_id) if one.state == State.OPEN]
    if any(one.wanted == wanted for one in waiting):
        raise RequestKnownError
    if len(waiting) >= MOST_OPEN:
        raise RequestsFullError


def _id_for(person_id: str, key: str) -> str:
    """Return the id of a request: random, or the one that the key had before."""
    said = key or secrets.token_urlsafe(16)
    return vault.blind("access-request", f"{person_id} {said}")[:HASH]


def _record(session: ICurrentSession, action: str, request: AccessRequest) -> None:
    audit.attempt(
        AuditEntry(
            actor=session.user_id,
            role="citizen",
            subject=session.user_id,
            action=action,
            object=request.id,
            means=session.means,
        )
    )
