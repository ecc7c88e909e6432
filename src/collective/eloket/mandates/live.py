"""Mandates as they are now: of a register, of a citizen, for an organisation."""

from collective.eloket.accounts.closing import is_closed
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import family
from collective.eloket.mandates import household
from collective.eloket.mandates import store
from collective.eloket.mandates.enterprises import choosing
from collective.eloket.mandates.enterprises.asking import check_may_do
from collective.eloket.mandates.enterprises.asking import Question
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.enterprises.errors import RightMissingError
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.errors import ChildOfAgeError
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.errors import MandateEndedError
from collective.eloket.mandates.errors import MandateWaitingError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.errors import ParentShutOutError
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import number_of
from collective.eloket.mandates.model import OF_ORGANISATION
from collective.eloket.mandates.model import OF_REGISTER
from collective.eloket.mandates.model import OrganisationMandate
from collective.eloket.mandates.model import REFUSED
from collective.eloket.mandates.model import SHUT_OUT
from collective.eloket.mandates.model import WAITING


#: A register that cannot tell now: of households, or of enterprises.
SILENT = (HouseholdSilentError, EnterpriseRegisterSilentError)


def live_mandate(
    session: ICurrentSession, mandate_id: str, hold: bool = False, right: str = ""
) -> Mandate | OrganisationMandate:
    """Return the mandate by which a session may act now; asked anew each time.

    Three objects of the database at most, and no write. ``hold``: let the transaction
    fail when somebody ends it meanwhile. ``right``: of an organisation, the right that
    is needed; empty: any.

    :raises OnBehalfRefusedError: nobody's, somebody else's, or too weak a sign-in; a
        subclass per cause.
    :raises HouseholdSilentError: the register cannot tell now.
    :raises EnterpriseRegisterSilentError: that of enterprises cannot.
    """
    if session.level < LEAST_LEVEL:
        raise OnBehalfRefusedError
    person_id = session.user_id
    if mandate_id.startswith(OF_ORGANISATION):
        return _of_organisation(session, mandate_id, right, hold)
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


def live_children(session: ICurrentSession) -> list[Mandate]:
    """Return those by which a session may act for a child now.

    :raises HouseholdSilentError: the register cannot tell now.
    """
    if session.level < LEAST_LEVEL:
        return []
    today = belgian_day(utcnow())
    return [one for one in all_mandates(session.user_id) if one.is_live(today)]


def live_organisations(session: ICurrentSession) -> list[OrganisationMandate]:
    """Return the organisations for which a session may act now.

    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    try:
        found = choosing.choices(session)
    except OnBehalfRefusedError:
        return []
    return [_mandate_of(one.organisation) for one in found]


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


def _of_organisation(
    session: ICurrentSession, mandate_id: str, right: str, hold: bool
) -> OrganisationMandate:
    try:
        number = number_of(mandate_id)
    except InvalidOrganisationNumberError:
        raise OnBehalfRefusedError from None
    if not right:
        return _mandate_of(choosing.get_choice(session, number, hold).organisation)
    organisation = check_may_do(session, Question(number, right), hold)
    if organisation is None:
        # without a register or a provider nobody knows whom it would be for
        raise RightMissingError
    return _mandate_of(organisation)


def _mandate_of(organisation: Organisation) -> OrganisationMandate:
    return OrganisationMandate(organisation.number, organisation.name)
