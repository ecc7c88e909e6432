"""Reasons to refuse a value."""

from collective.eloket.errors import CardError
from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError


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


class ReadUnknownError(NotFoundError):
    """No such read of a card in this session, or it took too long."""

    code = "card_read_unknown"


class PresenceMissingError(CardError):
    """The card did not answer: its files alone prove nothing about who is here."""

    code = "card_presence_missing"


class AddressSupersededError(CardError):
    """This address was replaced on the account before; a clerk must look."""

    code = "card_address_superseded"


class CardOriginMissingError(CardError):
    """Nobody told the e-loket at which address it is, so no card can answer it."""

    code = "card_origin_missing"
    status = 503
