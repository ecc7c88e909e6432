"""Reasons to refuse a value."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError


class LockedValueError(NotAllowedError):
    """The value came from a card, a provider or the register; only those change it."""

    code = "locked_value"


class OtherNumberError(ConflictError):
    """The proof is of another national number than the person's."""

    code = "other_number"


class InvalidEmailError(InvalidAnswerError):
    """Not an e-mail address."""

    code = "invalid_email"


class InvalidPhoneError(InvalidAnswerError):
    """Not a telephone number."""

    code = "invalid_phone"


class InvalidChoiceError(InvalidAnswerError):
    """Not one of the languages or ways of delivery."""

    code = "invalid_choice"


class PersonsStillKnownError(ConflictError):
    """What is known of people would be lost."""

    code = "persons_still_known"
