"""Who gives which rights; plain values, no database."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.mandates.enterprises.errors import OwnGrantError
from collective.eloket.mandates.enterprises.errors import RightNotYoursToGiveError
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.rights.builtin import CODES
from collective.eloket.mandates.rights.builtin import HEAD_LOCAL_MANAGER
from collective.eloket.mandates.rights.builtin import LOCAL_MANAGER
from collective.eloket.mandates.rights.builtin import MAIN_ACCESS_MANAGER
from datetime import date
from enum import IntEnum


class Role(IntEnum):
    """As what somebody gives rights in an organisation; the higher, the more."""

    LOCAL = 1
    HEAD = 2
    MAIN = 3
    REPRESENTATIVE = 4


#: Right → the role that it makes.
ROLES: Mapping[str, Role] = {
    LOCAL_MANAGER: Role.LOCAL,
    HEAD_LOCAL_MANAGER: Role.HEAD,
    MAIN_ACCESS_MANAGER: Role.MAIN,
}
#: Who handles requests of others, and so must be reached by e-mail (seed 003, 33-34).
REACHED = frozenset({HEAD_LOCAL_MANAGER, LOCAL_MANAGER})
#: Role → the rights of the user management that it gives and takes; all others, every
#: role does (seed 002, steps 2 and 3; seed 003, 33-36).
GIVES: Mapping[Role, frozenset[str]] = {
    Role.LOCAL: frozenset(),
    Role.HEAD: frozenset({LOCAL_MANAGER}),
    Role.MAIN: CODES,
    Role.REPRESENTATIVE: CODES,
}
#: Role → what one may give to oneself. The access manager takes *Hoofd lokale
#: beheerder* (seed 003, 34); nobody makes their own term longer.
GIVES_ONESELF: Mapping[Role, frozenset[str]] = {
    Role.LOCAL: frozenset(),
    Role.HEAD: frozenset(),
    Role.MAIN: CODES - {MAIN_ACCESS_MANAGER},
    Role.REPRESENTATIVE: CODES,
}


def role_of(held: Iterable[Holding], represents: bool, today: date) -> Role | None:
    """Return as what somebody gives rights on that day; None: they give none."""
    if represents:
        return Role.REPRESENTATIVE
    roles = [
        ROLES[one.right] for one in held if one.right in ROLES and one.holds(today)
    ]
    return max(roles, default=None)


def check_may_give(role: Role, right: str, is_self: bool) -> None:
    """Check that a role gives that right, to oneself or to another.

    Who appoints managers takes a right of an application too; who only handles
    requests does not give anything to themselves.

    :raises OwnGrantError: nobody of that role gives it to themselves.
    :raises RightNotYoursToGiveError: only a higher role gives it.
    """
    check_may_take(role, right)
    if not is_self:
        return
    is_own_allowed = (
        right in GIVES_ONESELF[role] if right in CODES else role >= Role.MAIN
    )
    if not is_own_allowed:
        raise OwnGrantError


def check_may_take(role: Role, right: str) -> None:
    """Check that a role takes that right away, from whomever.

    :raises RightNotYoursToGiveError: only a higher role does.
    """
    if right in CODES and right not in GIVES[role]:
        raise RightNotYoursToGiveError


def rights_to_give(role: Role, codes: Iterable[str]) -> list[str]:
    """Return which of these rights somebody of that role may give to others."""
    return [code for code in codes if code not in CODES or code in GIVES[role]]
