"""Does the mail address of a citizen work? As far as mail servers told us."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from datetime import datetime


def email_failed(person_id: str) -> datetime | None:
    """Return when a mail to the address of today last did not arrive, or None."""
    known = parameters.known(person_id, AssuranceLevel.HIGH).get("email")
    return outbox.failed_for_person(person_id, None if known is None else known.value)
