"""Why a document is not handed over."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotFoundError


class NotAtCounterError(NotFoundError):
    """No document of that request lies at the counter for this clerk's groups."""

    code = "not_at_counter"


class CardNotSeenError(InvalidAnswerError):
    """The clerk does not say to have looked at who came."""

    code = "card_not_seen"
