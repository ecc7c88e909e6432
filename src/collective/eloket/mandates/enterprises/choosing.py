"""For which organisations may somebody do anything now?"""

from collective.eloket.accounts.store import Citizen
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.identity.statements import Statement
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
from collective.eloket.mandates.enterprises.stated import holdings_in
from collective.eloket.mandates.enterprises.stated import organisation_in
from collective.eloket.mandates.enterprises.stated import stated_for
from collective.eloket.mandates.enterprises.stated import stated_quietly
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.store import hold as hold_object
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation for which somebody may do something, and by what.

    ``represents``: by law; then also what needs no right, see ``Right.representative``.
    ``stated``: the provider of the session says so, for as long as it lasts.
    """

    organisation: Organisation
    held: tuple[Holding, ...]
    represents: bool
    stated: bool = False


def choices(session: ICurrentSession) -> list[Choice]:
    """Return the organisations for which a session may do something now, by number.

    None of those that ended. Without a register only what the session's provider
    states, as nobody else knows names.

    :raises OnBehalfRefusedError: the sign-in is too weak.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account = acting_account(session)
    codes = {one.code for one in represented_by(account.id)}
    for key in account.numbers:
        codes.update(code for code, _held in store.held_by(key))
    stated = stated_quietly(session)
    if stated is not None:
        codes.add(stated.organisation.code)
    numbers = map(OrganisationNumber, sorted(codes))
    found = (_choice(account, number, stated) for number in numbers)
    return [one for one in found if one is not None]


def get_choice(
    session: ICurrentSession, number: OrganisationNumber, hold: bool = False
) -> Choice:
    """Return by what a session may do something for that organisation now.

    ``hold``: let the transaction fail when somebody takes a right away meanwhile.

    :raises RightMissingError: by nothing, or the organisation is over or unknown.
    :raises OnBehalfRefusedError: the sign-in is too weak, or what its provider stated
        counts no more; a subclass per cause.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account = acting_account(session)
    if hold:
        hold_object(account)
    found = _choice(account, number, None)
    if found is None:
        found = _choice(account, number, stated_for(session, number))
    if found is None:
        raise RightMissingError
    return found


def _choice(
    account: Citizen, number: OrganisationNumber, said: Statement | None
) -> Choice | None:
    stated = said if said is not None and said.organisation == number else None
    organisation = _organisation(number, stated)
    if organisation is None:
        return None
    rows = [*held(account, number), *(holdings_in(stated) if stated else ())]
    live = tuple(one for one in rows if _is_live(one, organisation))
    is_by_law = represents(account.numbers, organisation) or (
        stated is not None and stated.represents
    )
    if not live and not is_by_law and stated is None:
        return None
    return Choice(organisation, live, is_by_law, stated is not None)


def _organisation(
    number: OrganisationNumber, stated: Statement | None
) -> Organisation | None:
    """Return the organisation, of the register first; None: over, or unknown."""
    try:
        found = check_active(number)
    except OrganisationEndedError:
        return None
    return organisation_in(stated) if found is None and stated else found


def _is_live(one: Holding, organisation: Organisation) -> bool:
    """Does it hold today, of a right that there is, for such an organisation?"""
    right = book().find_right(one.right)
    is_right = right is not None and organisation.group in right.groups
    return is_right and one.holds(today())
