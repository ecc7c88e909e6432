"""For which organisations may somebody do anything now?"""

from collective.eloket.accounts.store import Citizen
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.asking import acting_account
from collective.eloket.mandates.enterprises.asking import held
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import OrganisationEndedError
from collective.eloket.mandates.enterprises.errors import RightMissingError
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.register import check_active
from collective.eloket.mandates.enterprises.register import represented_by
from collective.eloket.mandates.enterprises.register import represents
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.store import hold as hold_object
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation for which somebody may do something, and by what.

    ``represents``: by law; then also what needs no right, see ``Right.representative``.
    """

    organisation: Organisation
    held: tuple[Holding, ...]
    represents: bool


def choices(session: ICurrentSession) -> list[Choice]:
    """Return the organisations for which a session may do something now, by number.

    None of those that ended, and none without a register, which alone knows names.

    :raises OnBehalfRefusedError: the sign-in is too weak.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account = acting_account(session)
    codes = {one.code for one in represented_by(account.id)}
    for key in account.numbers:
        codes.update(code for code, _held in store.held_by(key))
    found = (_choice(account, OrganisationNumber(code)) for code in sorted(codes))
    return [one for one in found if one is not None]


def get_choice(
    session: ICurrentSession, number: OrganisationNumber, hold: bool = False
) -> Choice:
    """Return by what a session may do something for that organisation now.

    ``hold``: let the transaction fail when somebody takes a right away meanwhile.

    :raises RightMissingError: by nothing, or the organisation is over or unknown.
    :raises OnBehalfRefusedError: the sign-in is too weak.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account = acting_account(session)
    if hold:
        hold_object(account)
    found = _choice(account, number)
    if found is None:
        raise RightMissingError
    return found


def _choice(account: Citizen, number: OrganisationNumber) -> Choice | None:
    try:
        organisation = check_active(number)
    except OrganisationEndedError:
        return None
    if organisation is None:
        return None
    live = tuple(one for one in held(account, number) if _is_live(one, organisation))
    is_by_law = represents(account.numbers, organisation)
    return Choice(organisation, live, is_by_law) if live or is_by_law else None


def _is_live(one: Holding, organisation: Organisation) -> bool:
    """Does it hold today, of a right that there is, for such an organisation?"""
    right = book().find_right(one.right)
    is_right = right is not None and organisation.group in right.groups
    return is_right and one.holds(today())
