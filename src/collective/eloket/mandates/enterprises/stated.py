"""What the provider of a session states of an organisation, as far as it counts here.

Its roles are rights for as long as the session lasts, of applications that name their
claim. Nothing of it is kept with the account.
"""

from collections.abc import Callable
from collective.eloket.accounts.stated import check_allowed
from collective.eloket.accounts.stated import find_said
from collective.eloket.accounts.stated import find_stated
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.identity.statements import Statement
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.model import As
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.service import book
from datetime import date


def stated_in(session: ICurrentSession) -> Statement | None:
    """Return what the provider of a session states now; see ``find_stated``.

    :raises OnBehalfRefusedError: it counts no more; a subclass per cause.
    """
    return find_stated(_source(session))


def stated_giving(
    session: ICurrentSession,
    number: OrganisationNumber,
    right: Right,
    gives: Callable[[Holding], bool],
) -> Statement | None:
    """Return what is stated of an organisation, if it gives that right; or None.

    ``gives``: is it that right, in the days and the context that are asked? Whether the
    provider may state it is looked at last, as only that loads from the database.

    :raises OnBehalfRefusedError: it counts no more; a subclass per cause.
    """
    source = _source(session)
    found = find_said(source)
    if found is None or found.organisation != number or found.group not in right.groups:
        return None
    is_by_law = found.represents and right.representative
    if not is_by_law and not any(map(gives, holdings_in(found))):
        return None
    check_allowed(source)
    return found


def _source(session: ICurrentSession) -> ICurrentSession | None:
    return session.source if isinstance(session, As) else session


def stated_for(
    session: ICurrentSession, number: OrganisationNumber
) -> Statement | None:
    """Return what is stated of that organisation; None: nothing.

    :raises OnBehalfRefusedError: it counts no more; a subclass per cause.
    """
    found = stated_in(session)
    return found if found is not None and found.organisation == number else None


def stated_quietly(session: ICurrentSession) -> Statement | None:
    """Return what is stated, for a list; None too for what counts no more."""
    try:
        return stated_in(session)
    except OnBehalfRefusedError:
        return None


def organisation_in(stated: Statement) -> Organisation:
    """Return the organisation as the provider calls it, where no register does."""
    number = stated.organisation
    return Organisation(number, stated.name or number.shown, stated.group)


def holdings_in(stated: Statement) -> list[Holding]:
    """Return the rights that the roles are; a role that means none is none.

    A right with contexts is held in those that a role names; a role without any is no
    right then.
    """
    return [
        Holding(id="", right=right.code, contexts=contexts, begin=date.min)
        for application in book().applications
        if application.claim
        for right, contexts in _rights_of(application, stated)
        if stated.group in right.groups
    ]


def _rights_of(
    application: Application, stated: Statement
) -> list[tuple[Right, tuple[str, ...]]]:
    said = stated.roles_of(application.claim)
    found = []
    for right in application.rights:
        values = [value for role, value in right.roles() if role in said]
        contexts = tuple(value for value in values if value is not None)
        if contexts or (None in values and not right.contexts):
            found.append((right, contexts))
    return found
