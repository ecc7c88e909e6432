"""Reasons to refuse an officer who looks a citizen up."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import TooOftenError


class PurposeMissingError(InvalidAnswerError):
    """An officer must say why they look a citizen up."""

    code = "purpose_missing"


class SearchUnclearError(InvalidAnswerError):
    """Nothing, or more than one thing, to look a citizen up by."""

    code = "search_unclear"


class BirthDateUnreadableError(InvalidAnswerError):
    """No day that we can read."""

    code = "birth_date_unreadable"


class ChoiceOverError(InvalidAnswerError):
    """The page on a citizen lies open too long, or was made for somebody else."""

    code = "choice_over"


class TooManySearchesError(TooOftenError):
    """An officer looked too many citizens up."""

    code = "too_many_searches"
