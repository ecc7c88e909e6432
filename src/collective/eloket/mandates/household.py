"""What a register of households says, where there is one."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import number_keys
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import shut_outs
from collective.eloket.mandates import store
from collective.eloket.mandates.interfaces import IHouseholdSource
from collective.eloket.mandates.model import Child
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OF_REGISTER
from collective.eloket.mandates.model import SHUT_OUT
from collective.eloket.mandates.model import VERIFIED
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.model import REGISTER
from collective.eloket.vault import service as vault
from zope.component import queryUtility


#: 22 characters of a keyed hash are 132 bits.
HASH = 22


def own_number(person_id: str) -> NationalNumber | None:
    """Return the national number that was proven of a citizen, or None."""
    value = parameters.known(person_id, AssuranceLevel.HIGH).get("national_number")
    if value is None or value.level == AssuranceLevel.NONE or not value.value:
        return None
    return NationalNumber(value.value)


def registered(person_id: str) -> list[Mandate]:
    """Return a citizen's mandates as the register has them now, adults among them.

    :raises HouseholdSilentError: it cannot tell now.
    """
    source = queryUtility(IHouseholdSource)
    number = None if source is None else own_number(person_id)
    if number is None:
        return []
    return [_mandate(person_id, child) for child in source.children(number)]


def subject_of(child: Child) -> str:
    """Return the person id of a child: that of its account, else one of its number.

    The same for both parents, so that who looked is found together. A keyed hash.
    """
    account = find_by_number(child.number)
    if account is not None:
        return account.id
    return f"child-{vault.blind('child', child.number.digits)[:HASH]}"


def mandate_id(letter: str, person_id: str, child: Child) -> str:
    """Return the id of a parent's mandate for a child: the same each time."""
    hashed = vault.blind("mandate", f"{person_id} {child.number.digits}")[:HASH]
    return f"{letter}{hashed}"


def keys_of(person_id: str | None) -> set[str]:
    """Return the keyed numbers of a citizen or member, of today and before.

    A child without account has none.
    """
    account = citizen_store().account(person_id)
    return set(account.numbers) if account is not None else set()


def child_keys(child: NationalNumber) -> set[str]:
    """Return the keyed numbers of a child: the others too, where an account tells."""
    account = find_by_number(child)
    others = () if account is None else account.numbers
    return with_todays({*number_keys(child), *others})


def with_todays(keys: set[str]) -> set[str]:
    """Return keyed numbers, and the same as today's key makes them."""
    return keys | {vault.lifted(key) for key in keys}


def shut_outs_of(person_id: str | None, child: NationalNumber) -> list[str]:
    """Return what a parent was shut out from a child by, whatever numbers they had.

    One key of the tree for each two numbers that a clerk named.
    """
    children, parents = child_keys(child), with_todays(keys_of(person_id))
    return shut_outs.kept(
        store.pair_key(child_key, parent_key)
        for child_key in children
        for parent_key in parents
    )


def is_shut_out(person_id: str, child: NationalNumber) -> bool:
    """Was this parent shut out from the child, by whatever numbers they had then?"""
    return bool(shut_outs_of(person_id, child))


def family_keys(person_id: str) -> set[str]:
    """Return the keyed numbers of a citizen's household, children, and of theirs.

    Empty without a register, and while no number is known.

    :raises HouseholdSilentError: it cannot tell now.
    """
    source = queryUtility(IHouseholdSource)
    number = None if source is None else own_number(person_id)
    if number is None:
        return set()
    children = [child.number for child in source.children(number)]
    near = {*source.household(number), *children}
    for child in children:
        near.update(source.household(child))
    return {number_key(one) for one in near}


def _mandate(person_id: str, child: Child) -> Mandate:
    is_out = is_shut_out(person_id, child.number)
    return Mandate(
        id=mandate_id(OF_REGISTER, person_id, child),
        holder=person_id,
        subject=None,
        child=child,
        state=SHUT_OUT if is_out else VERIFIED,
        source=REGISTER,
        at=utcnow(),
    )
