"""What happens when a clerk decided on a family, and when a number becomes known."""

from collective.eloket.accounts import news
from collective.eloket.accounts.interfaces import IIdentityLinked
from collective.eloket.accounts.interfaces import INumberChanged
from collective.eloket.clock import utcnow
from collective.eloket.mandates import deciding
from collective.eloket.mandates.interfaces import IFamilyDecided
from collective.eloket.parameters.interfaces import ICardNumberProven
from pathlib import Path


MAILS = Path(__file__).parent / "mails"


def mail_what_was_decided(event: IFamilyDecided) -> None:
    """Tell the parent by mail what a clerk decided, and why. No child is named."""
    kind = f"family-{event.decision}"
    news.tell(event.person_id, kind, utcnow(), reason=event.reason, mails=MAILS)


def end_by_changed_number(event: INumberChanged | IIdentityLinked) -> None:
    """Let shut-outs reach what was registered by another number."""
    deciding.end_shut_outs(event.user_id)


def end_by_card_number(event: ICardNumberProven) -> None:
    """Let shut-outs reach what was registered by another number."""
    deciding.end_shut_outs(event.person_id)
