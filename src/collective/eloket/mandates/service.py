"""The only door to the mandates: who may act for whom, and what is known then."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import household
from collective.eloket.mandates.closeness import check_not_family
from collective.eloket.mandates.closeness import is_family
from collective.eloket.mandates.enterprises.errors import ForOrganisationsError
from collective.eloket.mandates.enterprises.errors import NotForOrganisationsError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.known import known_by
from collective.eloket.mandates.live import all_mandates
from collective.eloket.mandates.live import check_live
from collective.eloket.mandates.live import live_children
from collective.eloket.mandates.live import live_mandate
from collective.eloket.mandates.live import live_organisations
from collective.eloket.mandates.live import SILENT
from collective.eloket.mandates.model import Acting
from collective.eloket.mandates.model import As
from collective.eloket.mandates.model import capacity_of
from collective.eloket.mandates.model import CHILD
from collective.eloket.mandates.model import CITIZEN
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import mandate_of
from collective.eloket.mandates.model import number_of
from collective.eloket.mandates.model import organisation_of
from collective.eloket.mandates.model import OrganisationMandate
from collective.eloket.parameters.model import Value


__all__ = [
    "CHILD",
    "CITIZEN",
    "SILENT",
    "Acting",
    "As",
    "Mandate",
    "OrganisationMandate",
    "all_mandates",
    "check_live",
    "check_not_family",
    "is_family",
    "live_children",
    "live_mandate",
    "live_organisations",
    "organisation_of",
]


def acting(session: ICurrentSession, hold: bool = False, right: str = "") -> Acting:
    """Return who a citizen's session acts for, checked anew; see ``live_mandate``.

    :raises OnBehalfRefusedError: it may not; a subclass per cause.
    :raises HouseholdSilentError: the register cannot tell now.
    :raises EnterpriseRegisterSilentError: that of enterprises cannot.
    """
    mandate_id = named_mandate(session.capacity)
    if mandate_id is None:
        return Acting(CITIZEN, session.user_id)
    mandate = live_mandate(session, mandate_id, hold, right)
    if isinstance(mandate, OrganisationMandate):
        return Acting(mandate.kind, mandate.subject, mandate)
    subject = mandate.subject or household.subject_of(mandate.child)
    return Acting(CHILD, subject, mandate)


def may_act(session: ICurrentSession) -> bool:
    """May a citizen's session act now as what it says? See ``acting``."""
    try:
        acting(session)
    except (OnBehalfRefusedError, *SILENT):
        return False
    return True


def check_right(session: ICurrentSession, right: str) -> None:
    """Check that a session may ask for what needs that right; empty: it needs none.

    What needs a right is for organisations, all else for citizens and children.

    :raises OnBehalfRefusedError: it may not; a subclass per cause.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    is_for_one = number_of(named_mandate(session.capacity)) is not None
    if is_for_one and not right:
        raise NotForOrganisationsError
    if right and not is_for_one:
        raise ForOrganisationsError
    if is_for_one:
        acting(session, right=right)


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
    return acting_in(session, capacity)


def acting_in(session: ICurrentSession, capacity: str) -> As:
    """Return the session as if it acted in that capacity; ``acting`` checks it."""
    source = session.source if isinstance(session, As) else session
    return As(session.user_id, session.level, session.means, capacity, source)


def known_to(session: ICurrentSession, own: Mapping[str, Value]) -> dict[str, Value]:
    """Return what may stand in a form of this session: the child's, where it acts so.

    :raises OnBehalfRefusedError: it may not act so; a subclass per cause.
    """
    return known_by(acting(session).mandate, own)


def names_by_subject(session: ICurrentSession) -> dict[str, str]:
    """Return subject of cases → name, of all for whom a session may act now.

    A child's person id, or what stands in its place for an organisation. What a
    register cannot tell now is left out.
    """
    found = {}
    for mandate in _unless_silent(live_children, session):
        found[household.subject_of(mandate.child)] = mandate.name
        if mandate.subject is not None:
            found[mandate.subject] = mandate.name
    for mandate in _unless_silent(live_organisations, session):
        found[mandate.subject] = mandate.name
    return found


def is_live(person_id: str, mandate_id: str | None, right: str = "") -> bool:
    """May that citizen act by this mandate now? Yes for who acts for oneself.

    For those who write about a case: what the register cannot tell now is no.
    """
    if mandate_id is None:
        return True
    session = As.nobody(person_id, AssuranceLevel.HIGH)
    return may_act_by(session, mandate_id, right)


def may_act_by(session: ICurrentSession, mandate_id: str, right: str = "") -> bool:
    """May a session act by this mandate now? What a register cannot tell is no."""
    try:
        live_mandate(session, mandate_id, right=right)
    except (OnBehalfRefusedError, *SILENT):
        return False
    return True


def _unless_silent(ask: Callable, session: ICurrentSession) -> list:
    try:
        return ask(session)
    except SILENT:
        return []
