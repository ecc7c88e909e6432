"""Reasons why nothing is said of a document."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import TooLargeError
from collective.eloket.errors import TooOftenError


class VerifiedTooOftenError(TooOftenError):
    """Too many documents were checked from here in a short time."""

    code = "too_many_verifications"


class PdfMissingError(InvalidAnswerError):
    """No file was chosen to compare."""

    code = "pdf_missing"


class PdfTooLargeError(TooLargeError):
    """The file to compare is larger than any letter of ours."""

    code = "pdf_too_large"
