"""Reasons why the audit says no."""

from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.http.errors import AuditMissingError


class AuditUnavailableError(AuditMissingError, SideStoreError):
    """The audit's database is not there, so what it should record may not happen."""
