"""May this person do that for this organisation, now? Asked anew at each use."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Citizen
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.errors import RightMissingError
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.register import check_active
from collective.eloket.mandates.enterprises.register import represents
from collective.eloket.mandates.enterprises.stated import organisation_in
from collective.eloket.mandates.enterprises.stated import stated_giving
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.store import hold as hold_object
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Question:
    """May somebody use that right for the organisation, in that context?

    Without a context: in any that they have it for.
    """

    organisation: OrganisationNumber
    right: str
    context: str | None = None


def may_do(
    session: ICurrentSession,
    organisation: OrganisationNumber,
    right: str,
    context: str | None = None,
    hold: bool = False,
) -> bool:
    """May a session do that for an organisation now? See ``check_may_do``.

    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    try:
        check_may_do(session, Question(organisation, right, context), hold)
    except OnBehalfRefusedError:
        return False
    return True


def check_may_do(
    session: ICurrentSession, question: Question, hold: bool = False
) -> Organisation | None:
    """Check that a session may do something now; return the organisation.

    By what its provider states, by what was given here, or by law. Three objects of
    the database at most, and no write. ``hold``: let the transaction fail when somebody
    takes the right away meanwhile. None where nobody knows the organisation.

    :raises OnBehalfRefusedError: it may not; a subclass per cause.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    account, right = acting_account(session), _right_of(question)
    if hold:
        hold_object(account)
    number, gives = question.organisation, _giving(question)
    try:
        stated = stated_giving(session, number, right, gives)
    except OnBehalfRefusedError as refused:
        return _check_own(account, right, question, refused)
    if stated is None:
        return _check_own(account, right, question, RightMissingError())
    # of another group in the register than the provider says, it has no right of ours
    organisation = check_active(number) or organisation_in(stated)
    return _check_group(organisation, right)


def _check_own(
    account: Citizen, right: Right, question: Question, refused: OnBehalfRefusedError
) -> Organisation | None:
    """Check the right by what was given here, or by law; ``refused``: why else not."""
    is_held = any(map(_giving(question), held(account, question.organisation)))
    if not is_held and not right.representative:
        raise refused
    organisation = check_active(question.organisation)
    is_by_law = organisation is not None and represents(account.numbers, organisation)
    if not (is_held or is_by_law):
        raise refused
    return _check_group(organisation, right)


def _giving(question: Question) -> Callable[[Holding], bool]:
    day = today()

    def gives(one: Holding) -> bool:
        return one.right == question.right and one.holds(day, question.context)

    return gives


def _check_group(
    organisation: Organisation | None, right: Right
) -> Organisation | None:
    if organisation is not None and organisation.group not in right.groups:
        raise RightMissingError
    return organisation


def acting_account(session: ICurrentSession) -> Citizen:
    """Return the account of who is signed in, who acts for organisations.

    :raises OnBehalfRefusedError: too weak a sign-in, or the person has died.
    """
    account = citizen_store().find(session.user_id)
    if account is None or account.closed is not None or session.level < LEAST_LEVEL:
        raise OnBehalfRefusedError
    return account


def held(account: Citizen, organisation: OrganisationNumber) -> Iterator[Holding]:
    """Yield what a citizen holds for an organisation, by whatever number of theirs."""
    for key in account.numbers:
        yield from store.find_held(key, organisation.code)


def today() -> date:
    """Return which day it is in Belgium."""
    return belgian_day(utcnow())


def _right_of(question: Question) -> Right:
    """Return the right that is asked for; one that was taken away is nobody's.

    :raises RightMissingError: there is no such right or context.
    """
    right = book().find_right(question.right)
    wrong = question.context is not None and (
        right is None or question.context not in right.context_values
    )
    if right is None or wrong:
        raise RightMissingError
    return right
