"""Which mails about a case did not arrive, as far as mail servers told us."""

from collective.eloket.http.dates import local_time
from collective.eloket.interfaces import ICase
from collective.eloket.outbox import service as outbox
from datetime import date
from plone import api


def failed_on(case: ICase) -> date | None:
    """Return the day of the last report that a mail about it did not arrive, local."""
    failed = outbox.failed_for_case(site_path(), case.getId())
    return None if failed is None else local_time(failed).date()


def forget_failures(reference: str) -> None:
    """Let go of what is known of the mails about a case."""
    outbox.forget_case(site_path(), reference)


def site_path() -> str:
    """Return where the site lies: references are names within one site."""
    return "/".join(api.portal.get().getPhysicalPath())
