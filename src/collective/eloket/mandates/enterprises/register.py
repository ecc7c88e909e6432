"""What a register of enterprises says, where there is one."""

from collections.abc import Iterable
from collective.eloket.accounts.keys import number_key
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises.errors import OrganisationEndedError
from collective.eloket.mandates.enterprises.errors import OrganisationUnknownError
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseNames
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseRegister
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.household import own_number
from zope.component import getUtility
from zope.component import queryUtility


#: Who sees more of them types more of the name.
MOST_FOUND = 10


def get_organisation(number: OrganisationNumber) -> Organisation:
    """Return the organisation of that number, active or not.

    :raises OrganisationUnknownError: the register does not know it, or there is none.
    :raises EnterpriseRegisterSilentError: it cannot tell now.
    """
    register = queryUtility(IEnterpriseRegister)
    found = None if register is None else register.find(number)
    if found is None:
        raise OrganisationUnknownError
    return found


def check_active(number: OrganisationNumber) -> Organisation | None:
    """Return the organisation, which goes on; None where there is no register to ask.

    :raises OrganisationEndedError: it ended, or the register does not know it.
    :raises EnterpriseRegisterSilentError: it cannot tell now.
    """
    register = queryUtility(IEnterpriseRegister)
    if register is None:
        return None
    found = register.find(number)
    if found is None or not found.active:
        raise OrganisationEndedError
    return found


def can_be_looked_up() -> bool:
    """Is there a register that finds organisations by name?"""
    return IEnterpriseNames.providedBy(queryUtility(IEnterpriseRegister))


def look_up(text: str, group: str) -> list[Organisation]:
    """Return active organisations of a target group by name, MOST_FOUND at most.

    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    found = getUtility(IEnterpriseRegister).named(text, group, MOST_FOUND)
    return list(found)[:MOST_FOUND]


def represents(keys: Iterable[str], organisation: Organisation) -> bool:
    """Is one of these keyed numbers that of a legal representative?"""
    own = set(keys)
    return any(number_key(one) in own for one in organisation.representatives)


def represents_number(keys: Iterable[str], number: OrganisationNumber) -> bool:
    """Is one of these keyed numbers that of who represents it, ended or not?

    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    register = queryUtility(IEnterpriseRegister)
    found = None if register is None else register.find(number)
    return found is not None and represents(keys, found)


def represented_by(person_id: str) -> list[OrganisationNumber]:
    """Return the organisations that a citizen represents by law.

    None without a register, and while no number is known of the citizen.

    :raises EnterpriseRegisterSilentError: it cannot tell now.
    """
    register = queryUtility(IEnterpriseRegister)
    number = None if register is None else own_number(person_id)
    return [] if number is None else list(register.represented_by(number))
