"""Reasons to refuse a sign-in with the card itself, beside those of the card."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError


class CardSignInOffError(NotFoundError):
    """This site does not let citizens sign in with the card itself."""

    code = "card_sign_in_off"


class CardUnknownError(NotAllowedError):
    """No account belongs to this card; who wants one registers."""

    code = "card_unknown"


class ChallengeUnknownError(InvalidAnswerError):
    """This browser was asked nothing that a card could answer, or too long ago."""

    code = "card_challenge_unknown"
