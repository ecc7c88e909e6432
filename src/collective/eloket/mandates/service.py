"""The only door to the mandates: who may act for whom, and what is known then."""

from collections.abc import Mapping
from collective.eloket.accounts.closing import is_closed
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import family
from collective.eloket.mandates import household
from collective.eloket.mandates import store
from collective.eloket.mandates.closeness import check_not_family
from collective.eloket.mandates.closeness import is_family
from collective.eloket.mandates.errors import ChildOfAgeError
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.errors import MandateEndedError
from collective.eloket.mandates.errors import MandateWaitingError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.errors import ParentShutOutError
from collective.eloket.mandates.model import Acting
from collective.eloket.mandates.model import capacity_of
from collective.eloket.mandates.model import CHILD
from collective.eloket.mandates.model import CITIZEN
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import mandate_of
from collective.eloket.mandates.model import OF_REGISTER
from collective.eloket.mandates.model import REFUSED
from collective.eloket.mandates.model import SHUT_OUT
from collective.eloket.mandates.model import WAITING
from collective.eloket.parameters.model import CHOICES
from collective.eloket.parameters.model import OWN
from collective.eloket.parameters.model import Value
from dataclasses import dataclass


__all__ = [
    "CHILD",
    "CITIZEN",
    "Acting",
    "Mandate",
    "check_not_family",
    "is_family",
]

#: What is known of a child, and by which name of the parameters.
ADDRESS = ("street", "postal_code", "municipality")


@dataclass(frozen=True, slots=True)
class As:
    """Somebody's session, as if it acted in another capacity; for one request."""

    user_id: str
    level: AssuranceLevel
    means: str | None
    capacity: str


def live_mandate(
    person_id: str, mandate_id: str, level: AssuranceLevel, hold: bool = False
) -> Mandate:
    """Return the mandate by which this citizen may act now; asked anew each time.

    Three objects of the database at most, and no write. ``hold``: let the transaction
    fail when somebody ends it meanwhile.

    :raises OnBehalfRefusedError: nobody's, somebody else's, or too weak a sign-in; a
        subclass per cause.
    :raises HouseholdSilentError: the register cannot tell now.
    """
    if level < LEAST_LEVEL:
        raise OnBehalfRefusedError
    if mandate_id.startswith(OF_REGISTER):
        mandate = _of_register(person_id, mandate_id, hold)
    else:
        mandate = _of_citizen(person_id, mandate_id, hold)
    check_live(mandate)
    return mandate


def check_live(mandate: Mandate) -> None:
    """Refuse a mandate by which nobody may act now: its holder may have died.

    :raises OnBehalfRefusedError: a subclass per cause.
    """
    if mandate.state == WAITING:
        raise MandateWaitingError
    if mandate.state == SHUT_OUT:
        raise ParentShutOutError
    if mandate.state == REFUSED or is_closed(mandate.holder):
        raise MandateEndedError
    if mandate.child.is_of_age(belgian_day(utcnow())):
        raise ChildOfAgeError


def all_mandates(person_id: str) -> list[Mandate]:
    """Return a citizen's mandates, live or not: the register's, then one's own.

    A child that the register knows is not told twice.

    :raises HouseholdSilentError: the register cannot tell now.
    """
    found = household.registered(person_id)
    known = {mandate.child.number for mandate in found}
    return found + [
        mandate
        for mandate in family.own(person_id)
        if mandate.child.number not in known
    ]


def live_mandates(person_id: str, level: AssuranceLevel) -> list[Mandate]:
    """Return those by which a session of that level may act now.

    :raises HouseholdSilentError: the register cannot tell now.
    """
    if level < LEAST_LEVEL:
        return []
    today = belgian_day(utcnow())
    return [one for one in all_mandates(person_id) if one.is_live(today)]


def acting(session: ICurrentSession, hold: bool = False) -> Acting:
    """Return who a citizen's session acts for, checked anew.

    :raises OnBehalfRefusedError: it may not; a subclass per cause.
    :raises HouseholdSilentError: the register cannot tell now.
    """
    mandate_id = named_mandate(session.capacity)
    if mandate_id is None:
        return Acting(CITIZEN, session.user_id)
    mandate = live_mandate(session.user_id, mandate_id, session.level, hold)
    subject = mandate.subject or household.subject_of(mandate.child)
    return Acting(CHILD, subject, mandate)


def may_act(session: ICurrentSession) -> bool:
    """May a citizen's session act now as what it says? See ``acting``."""
    try:
        acting(session)
    except (OnBehalfRefusedError, HouseholdSilentError):
        return False
    return True


def named_mandate(capacity: str | None) -> str | None:
    """Return the mandate that a session's word names; None for oneself.

    :raises OnBehalfRefusedError: there is no such word.
    """
    try:
        return mandate_of(capacity)
    except ValueError:
        raise OnBehalfRefusedError from None


def acting_as(session: ICurrentSession, on_behalf_of: object) -> ICurrentSession | As:
    """Return the session as it acts for whom a call names.

    Nothing named: as the session does. One's own id: for oneself. Else a mandate's id,
    which ``acting`` checks.

    :raises OnBehalfRefusedError: it is no such thing.
    """
    if on_behalf_of in (None, ""):
        return session
    if not isinstance(on_behalf_of, str):
        raise OnBehalfRefusedError
    is_own = on_behalf_of == session.user_id
    capacity = CITIZEN if is_own else capacity_of(on_behalf_of)
    return As(session.user_id, session.level, session.means, capacity)


def known_to(session: ICurrentSession, own: Mapping[str, Value]) -> dict[str, Value]:
    """Return what may stand in a form of this session: the child's, where it acts so.

    ``own`` is what is known of who is signed in. Mail, phone and wishes stay theirs. An
    address is there only when parent and child live together.

    :raises OnBehalfRefusedError: it may not act so; a subclass per cause.
    """
    mandate = acting(session).mandate
    if mandate is None:
        return dict(own)
    child = mandate.child
    texts = {
        "given_names": child.given_names,
        "family_name": child.family_name,
        "birth_date": child.birth_date.isoformat(),
        "national_number": child.number.digits,
    }
    kept = (*OWN, *CHOICES, *(ADDRESS if child.lives_with_parent else ()))
    values = {name: own[name] for name in kept if name in own}
    for name, text in texts.items():
        values[name] = Value(
            name, text, mandate.source, LEAST_LEVEL, mandate.at, mandate.id
        )
    return values


def names_by_subject(person_id: str, level: AssuranceLevel) -> dict[str, str]:
    """Return child's person id → name, of all for whom a session may act now.

    Empty while the register cannot tell.
    """
    try:
        mandates = live_mandates(person_id, level)
    except HouseholdSilentError:
        mandates = []
    found = {}
    for mandate in mandates:
        found[household.subject_of(mandate.child)] = mandate.child.name
        if mandate.subject is not None:
            found[mandate.subject] = mandate.child.name
    return found


def is_live(person_id: str, mandate_id: str | None) -> bool:
    """May that citizen act by this mandate now? Yes for who acts for oneself.

    For those who write about a case: what the register cannot tell now is no.
    """
    if mandate_id is None:
        return True
    try:
        live_mandate(person_id, mandate_id, AssuranceLevel.HIGH)
    except (OnBehalfRefusedError, HouseholdSilentError):
        return False
    return True


def _of_register(person_id: str, mandate_id: str, hold: bool) -> Mandate:
    if hold:
        store.hold(citizen_store().account(person_id))
    for mandate in household.registered(person_id):
        if mandate.id == mandate_id:
            return mandate
    raise OnBehalfRefusedError


def _of_citizen(person_id: str, mandate_id: str, hold: bool) -> Mandate:
    kept = store.find(person_id, mandate_id)
    if kept is None:
        raise OnBehalfRefusedError
    if hold:
        store.hold(kept)
    return family.opened(person_id, mandate_id, kept)
