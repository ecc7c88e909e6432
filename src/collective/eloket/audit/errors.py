"""Reasons why the audit says no."""

from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.http.errors import AuditMissingError


class AuditUnavailableError(AuditMissingError, SideStoreError):
    """The audit's database is not there, so what it should record may not happen."""


class AnchorUnreadableError(Exception):
    """What was given as an anchor is none; for the command, never shown on a page."""
