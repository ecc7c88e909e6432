"""Reasons why the audit says no."""

from collective.eloket.http.errors import AuditMissingError


class AuditUnavailableError(AuditMissingError):
    """The row could not be written, so what it records may not happen; a defect."""
