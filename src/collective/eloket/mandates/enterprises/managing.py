"""Managers of an organisation: who they are, and whether they can be reached."""

from collective.eloket.accounts.store import Citizen
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.asking import acting_account
from collective.eloket.mandates.enterprises.asking import held
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import NotManagerError
from collective.eloket.mandates.enterprises.errors import OrganisationEndedError
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.register import check_active
from collective.eloket.mandates.enterprises.register import represented_by
from collective.eloket.mandates.enterprises.register import represents
from collective.eloket.mandates.enterprises.rules import REACHED
from collective.eloket.mandates.enterprises.rules import Role
from collective.eloket.mandates.enterprises.rules import role_of
from collective.eloket.mandates.enterprises.rules import ROLES
from collective.eloket.mandates.rights.builtin import MAIN_ACCESS_MANAGER
from dataclasses import dataclass
from dataclasses import field


#: So many main access managers are wished for: one is not always there (seed 002).
WISHED_MAIN = 2


@dataclass(frozen=True, slots=True)
class Manager:
    """Who gives rights in an organisation now, and as what."""

    account: Citizen = field(repr=False)
    organisation: Organisation
    role: Role
    means: str | None = None

    @property
    def code(self) -> str:
        """Number of the organisation."""
        return self.organisation.number.code


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who gives rights, as people of the organisation may know them."""

    member: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    right: str


def get_manager(session: ICurrentSession, number: OrganisationNumber) -> Manager:
    """Return who is signed in as a manager of that organisation; asked anew each time.

    :raises NotManagerError: they give no rights there; said alike for one that is none,
        and without a register nobody does.
    :raises OnBehalfRefusedError: the sign-in is too weak.
    :raises OrganisationEndedError: it ended, and they managed it.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account = acting_account(session)
    day = today()
    role = role_of(held(account, number), False, day)
    try:
        organisation = check_active(number)
    except OrganisationEndedError:
        if role is None:
            raise NotManagerError from None
        raise
    if organisation is None:
        raise NotManagerError
    if represents(account.numbers, organisation):
        role = Role.REPRESENTATIVE
    if role is None:
        raise NotManagerError
    return Manager(account, organisation, role, session.means)


def managed_by(session: ICurrentSession) -> list[Manager]:
    """Return all organisations whose rights somebody manages now, by number.

    :raises OnBehalfRefusedError: the sign-in is too weak.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account = acting_account(session)
    codes = {one.code for one in represented_by(account.id)}
    for key in account.numbers:
        codes |= {
            code
            for code, rows in store.held_by(key)
            if role_of(rows, False, today()) is not None
        }
    found = []
    for code in sorted(codes):
        try:
            found.append(get_manager(session, OrganisationNumber(code)))
        except (NotManagerError, OrganisationEndedError):
            continue
    return found


def contacts_of(organisation: Organisation) -> list[Contact]:
    """Return who manages an organisation now, each with their highest right."""
    found = []
    code, day = organisation.number.code, today()
    for member in store.managers_of(code):
        key, relation = relations.get(code, member)
        role = role_of(store.find_held(key, code), False, day)
        if role is not None:
            right = next(right for right, made in ROLES.items() if made is role)
            found.append(Contact(member, relation.name, relation.email, right))
    return found


def local_managers(organisation: Organisation) -> list[Contact]:
    """Return who handles requests of an organisation, and can be reached by e-mail.

    Without any, nobody can ask for a right there (seed 003, 3).
    """
    code, day = organisation.number.code, today()
    found = []
    for member in store.managers_of(code):
        key, relation = relations.get(code, member)
        rights = [
            one.right
            for one in store.find_held(key, code)
            if one.right in REACHED and one.holds(day)
        ]
        if rights and relation.email:
            found.append(Contact(member, relation.name, relation.email, rights[0]))
    return found


def needs_backup(organisation: Organisation) -> bool:
    """Are there fewer than two main access managers? Then a back-up is suggested."""
    main = [
        one for one in contacts_of(organisation) if one.right == MAIN_ACCESS_MANAGER
    ]
    return len(main) < WISHED_MAIN
