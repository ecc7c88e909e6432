"""Reasons to refuse a certificate that a browser showed to our web server."""

from collective.eloket.errors import CardError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError


class CardHostClosedError(NotFoundError):
    """This site does not let cards in by TLS."""

    code = "card_host_closed"


class CardHostRefusedError(InvalidAnswerError):
    """What was typed is no host name."""

    code = "card_host_refused"


class NotThroughCardHostError(NotAllowedError):
    """The request did not come through the card's own host name; it is not said why."""

    code = "card_host_only"


class CardNotShownError(CardError):
    """The browser showed no certificate."""

    code = "card_not_shown"


class CardTicketError(InvalidAnswerError):
    """The card's host was called by something else than our own page."""

    code = "card_ticket"


class CardCodeError(InvalidAnswerError):
    """The code is unknown, used, too old, or was given to another browser."""

    code = "card_code"
