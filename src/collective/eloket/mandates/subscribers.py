"""What happens when a clerk decided on a family."""

from collective.eloket.accounts import news
from collective.eloket.clock import utcnow
from collective.eloket.mandates.interfaces import IFamilyDecided
from pathlib import Path


MAILS = Path(__file__).parent / "mails"


def mail_what_was_decided(event: IFamilyDecided) -> None:
    """Tell the parent by mail what a clerk decided, and why. No child is named."""
    kind = f"family-{event.decision}"
    news.tell(event.person_id, kind, utcnow(), reason=event.reason, mails=MAILS)
