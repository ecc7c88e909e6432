"""Reasons why the audit says no."""

from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import AuditMissingError


class AuditUnavailableError(AuditMissingError, SideStoreError):
    """The audit's database is not there, so what it should record may not happen."""


class AnchorUnreadableError(Exception):
    """What was given as an anchor is none; for the command, never shown on a page."""


class SearchPurposeError(InvalidAnswerError):
    """Who searches the audit does not say why, or must explain it."""

    code = "audit_purpose_missing"


class SearchWideError(InvalidAnswerError):
    """Nothing is named to search the audit for; it is not there to leaf through."""

    code = "audit_search_unclear"
