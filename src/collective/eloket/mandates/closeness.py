"""Is it the clerk's own family? Who works here handles nothing of it.

As far as numbers were proven. Of a clerk whom no link proved nobody can tell: where
clerks must be signed in surely, such a one is refused.
"""

from collective.eloket.accounts.keys import number_keys
from collective.eloket.http.clerk_level import is_level_kept
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import household
from collective.eloket.mandates import store
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises.register import represents_number
from collective.eloket.mandates.errors import ClerkUnprovenError
from collective.eloket.mandates.errors import OwnFamilyError
from collective.eloket.mandates.errors import OwnOrganisationError
from collective.eloket.mandates.household import keys_of
from collective.eloket.mandates.live import SILENT
from collective.eloket.mandates.model import organisation_of
from collective.eloket.vault import service as vault


def check_not_family(
    clerk: str | None,
    person_id: str | None,
    subject: str | None = None,
    numbers: tuple[NationalNumber, ...] = (),
) -> None:
    """Refuse a clerk who is one of these people, or of their family.

    ``person_id`` applies or acts, ``subject`` is whom it is for, ``numbers`` are those
    of a child and its parents. What the register cannot tell now is refused too.

    :raises ClerkUnprovenError: no number of the clerk was ever proven.
    :raises OwnFamilyError: it is the clerk's own family.
    :raises OwnOrganisationError: it is for an organisation of the clerk's own.
    :raises HouseholdSilentError: the register cannot tell now.
    :raises EnterpriseRegisterSilentError: that of enterprises cannot.
    """
    own = keys_of(clerk)
    if not own and is_level_kept():
        raise ClerkUnprovenError
    if not own:
        return
    check_not_own_organisation(own, subject)
    named = {key for number in numbers for key in number_keys(number)}
    near = named | keys_of(person_id) | keys_of(subject) | family_of(person_id)
    for key in named:
        near |= parents_of(key)
    if _today(own) & _today(near):
        raise OwnFamilyError


def is_family(
    clerk: str | None,
    person_id: str,
    subject: str | None = None,
    numbers: tuple[NationalNumber, ...] = (),
) -> bool:
    """See ``check_not_family``; what cannot be told is yes."""
    try:
        check_not_family(clerk, person_id, subject, numbers)
    except (ClerkUnprovenError, OwnFamilyError, *SILENT):
        return True
    return False


def check_not_own_organisation(own: set[str], subject: str | None) -> None:
    """Refuse a clerk who works for the organisation, did so, or represents it.

    :raises OwnOrganisationError: that is so, by one of these keyed numbers.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    number = organisation_of(subject)
    if number is None:
        return
    if relations.has_any(number.code, own) or represents_number(own, number):
        raise OwnOrganisationError


def _today(keys: set[str]) -> set[str]:
    """Return keyed numbers as the current key makes them: only then they compare."""
    return {vault.lifted(key) for key in keys}


def parents_of(child_key: str) -> set[str]:
    """Return the keyed numbers of all who registered this child."""
    return {key for person in store.holders_of(child_key) for key in keys_of(person)}


def family_of(person_id: str | None) -> set[str]:
    """Return the keyed numbers of a citizen's household, children and their parents.

    :raises HouseholdSilentError: the register cannot tell now.
    """
    if person_id is None:
        return set()
    found: set[str] = set()
    for _id, kept in store.of_person(person_id):
        found |= {kept.child_key} | parents_of(kept.child_key)
    return found | household.family_keys(person_id)
