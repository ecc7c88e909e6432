"""Views are recorded before they are shown."""

from collective.eloket.audit.model import AuditEntry
from collective.eloket.audit.service import record
from collective.eloket.interfaces import IPersonalDataViewed


def record_view(event: IPersonalDataViewed) -> None:
    """Write the row of a view; without it the page is refused.

    :raises AuditUnavailableError: it could not be written.
    """
    record(
        AuditEntry(
            actor=event.actor,
            role=event.role,
            subject=event.subject,
            action=event.action,
            object=event.object,
            purpose=event.purpose,
            means=event.means,
        )
    )
    event.recorded = True
