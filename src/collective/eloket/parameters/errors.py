"""Reasons to refuse a value."""

from collective.eloket.errors import CardError
from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import TooOftenError


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


class PresenceMeansError(CardError):
    """The provider vouches for another means than the eID, or less surely than high."""

    code = "card_presence_means"


class PresenceNotFreshError(CardError):
    """The eID was used before we asked, or nobody says when."""

    code = "card_presence_not_fresh"


class PresenceWithoutNumberError(CardError):
    """The provider does not say whose eID it was."""

    code = "card_presence_without_number"


class AddressSupersededError(CardError):
    """This address was replaced on the account before; a clerk got a task."""

    code = "card_address_superseded"
    keeps = True


class AddressTaskUnknownError(NotFoundError):
    """There is no such task, or somebody decided it already."""

    code = "address_task_unknown"


class ReasonTooShortError(InvalidAnswerError):
    """A decision needs a reason, in a few words."""

    code = "reason_too_short"


class OwnCardError(NotAllowedError):
    """Clerks do not read their own card, nor decide on their own address."""

    code = "card_own"


class NobodyHereError(NotFoundError):
    """No account has the number of this card."""

    code = "card_nobody_here"


class TooManyCardTokensError(TooOftenError):
    """Too many answers of cards came from this address."""

    code = "too_many_card_tokens"


class CardOriginMissingError(CardError):
    """Nobody told the e-loket at which address it is, so no card can answer it."""

    code = "card_origin_missing"
    status = 503
