"""Why do we refuse? One base class, one class per kind of answer.

Rooms derive one class per cause from these kinds. ``str(error)`` is for operators and
never holds personal data; the citizen's words stand in ``messages.py`` under ``code``.
"""

from typing import ClassVar


class EloketError(Exception):
    """A refusal that the person in front of the page can understand."""

    #: Name of the cause in REST answers and in ``messages.py``.
    code: ClassVar[str] = "refused"
    #: HTTP status of the answer (RFC 9110).
    status: ClassVar[int] = 400
    #: Is what was written before it a whole change of its own, that stays?
    keeps: ClassVar[bool] = False


class InvalidAnswerError(EloketError):
    """What was sent is not what was asked for."""

    code = "invalid_answer"
    status = 400


class NotSignedInError(EloketError):
    """Nobody is signed in, and somebody must be."""

    code = "not_signed_in"
    status = 401


class NotAllowedError(EloketError):
    """This person may not do this."""

    code = "not_allowed"
    status = 403


class NotFoundError(EloketError):
    """There is nothing here for this person; the same for unknown and for not yours."""

    code = "not_found"
    status = 404


class ConflictError(EloketError):
    """Something else came first, or belongs to another account."""

    code = "conflict"
    status = 409


class TooLargeError(EloketError):
    """What was sent is larger than we take."""

    code = "too_large"
    status = 413


class CardError(EloketError):
    """The card, or what was read from it, is refused."""

    code = "card_refused"
    status = 422


class TooOftenError(EloketError):
    """Too many tries from here in too short a time."""

    code = "too_often"
    status = 429


class ProviderError(EloketError):
    """The identity provider's answer is not one we can trust."""

    code = "provider_refused"
    status = 502


class ProviderSilentError(EloketError):
    """The identity provider does not answer."""

    code = "provider_silent"
    status = 504


class UnavailableError(EloketError):
    """A database of ours cannot do it now, as when a disk is full; nothing was kept."""

    code = "unavailable"
    status = 503

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        #: seconds
        self.details = {"retry_after": retry_after}


class MisconfiguredError(Exception):
    """The installation lacks something it cannot run without; not for citizens."""


class ClerkLevelError(NotAllowedError):
    """The clerk is not signed in surely enough to see and handle cases."""

    code = "clerk_level_too_low"

    def __init__(self, needed: str) -> None:
        super().__init__(needed)
        self.details = {"needed": needed}
