"""What managers do stands in the audit: of whom, where an account has that number."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.mandates.enterprises.managing import Manager


def record(
    manager: Manager, action: str, key: str, right: str = "", reason: str = ""
) -> None:
    """Write that a manager changes something of who has this keyed number.

    :raises AuditUnavailableError: then nothing is changed.
    """
    subject = citizen_store().by_number.get(key)
    audit.attempt(
        AuditEntry(
            actor=manager.account.id,
            role="organisation_manager",
            subject=subject,
            action=action,
            object=f"{manager.code} {right}".rstrip(),
            means=manager.means,
            details={"reason": reason} if reason and subject else None,
        )
    )
