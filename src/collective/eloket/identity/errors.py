"""Reasons to refuse an identity."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import ProviderError


class InvalidNationalNumberError(InvalidAnswerError):
    """Not a number of the national register."""

    code = "invalid_national_number"


class UnknownAssuranceError(ProviderError):
    """The provider names a means or level that is not in the table."""

    code = "unknown_assurance"
