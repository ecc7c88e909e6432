"""What was taken back is noted; a process does not start on half a restore."""

from collective.eloket.accounts.interfaces import ICitizenClosed
from collective.eloket.accounts.interfaces import ICitizenReopened
from collective.eloket.accounts.interfaces import IIdentityUnlinked
from collective.eloket.documents.verification.interfaces import ILetterWithdrawn
from collective.eloket.mandates.enterprises.interfaces import IHoldingTaken
from collective.eloket.mandates.enterprises.interfaces import IWorkEnded
from collective.eloket.mandates.interfaces import IMandateEnded
from collective.eloket.mandates.interfaces import IParentShutOut
from collective.eloket.mandates.self_registration.interfaces import IAccessRequestEnded
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.recovery import model
from collective.eloket.recovery.marker import check_finished
from collective.eloket.recovery.noting import note
from collective.eloket.rights.interfaces import IPersonErased
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from Products.PluggableAuthService.interfaces.events import (
    IPrincipalRemovedFromGroupEvent,
)
from zope.processlifetime import IDatabaseOpenedWithRoot


def note_unlinked(event: IIdentityUnlinked) -> None:
    """An identity at a provider leads to the account no more."""
    note(model.UNLINKED, user=event.user_id, provider=event.provider)


def note_closed(event: ICitizenClosed) -> None:
    """A person is said to have died."""
    note(model.CLOSED, user=event.user_id)


def note_reopened(event: ICitizenReopened) -> None:
    """That the person has died was a mistake."""
    note(model.REOPENED, user=event.user_id)


def note_mandate_ended(event: IMandateEnded) -> None:
    """A citizen acts for a child no more."""
    note(
        model.MANDATE_ENDED,
        user=event.person_id,
        mandate=event.mandate_id,
        state=event.state,
    )


def note_shut_out(event: IParentShutOut) -> None:
    """A parent was shut out from a child, with or without an account."""
    note(model.SHUT_OUT, clerk=event.clerk, child=event.child, parent=event.parent)


def note_right_taken(event: IHoldingTaken) -> None:
    """Somebody has a right for an organisation no more."""
    note(
        model.RIGHT_TAKEN,
        organisation=event.organisation,
        number=event.number_key,
        holding=event.holding,
    )


def note_work_ended(event: IWorkEnded) -> None:
    """Somebody works for an organisation no more."""
    note(
        model.WORK_ENDED,
        organisation=event.organisation,
        number=event.number_key,
        day=event.day.isoformat(),
    )


def note_request_ended(event: IAccessRequestEnded) -> None:
    """A request for a right was refused, taken back or too old; a yes is none."""
    request = event.request
    if request.state != State.APPROVED:
        note(model.REQUEST_ENDED, request=request.id, state=str(request.state))


def note_letter(event: ILetterWithdrawn) -> None:
    """A letter is genuine no more."""
    note(model.LETTER_WITHDRAWN, letter=event.key)


def note_erased(event: IPersonErased) -> None:
    """Of a person everything was erased."""
    note(model.ERASED, user=event.person_id)


def note_left_group(event: IPrincipalRemovedFromGroupEvent) -> None:
    """Who works here lost what a group may."""
    note(model.LEFT_GROUP, user=str(event.principal), group=str(event.group_id))


def note_member_gone(event: IPrincipalDeletedEvent) -> None:
    """A member of the site was deleted."""
    note(model.MEMBER_GONE, user=str(event.principal))


def refuse_half_a_restore(event: IDatabaseOpenedWithRoot) -> None:
    """Let no process work on data that were put back, but not yet what was taken back.

    :raises RestoreUnfinishedError: Zope does not start.
    """
    check_finished()
