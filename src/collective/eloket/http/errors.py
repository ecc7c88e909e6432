"""How is a refusal said over HTTP?"""

from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.messages import MESSAGES
from zope.i18n import translate
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest


class ForeignRequestError(NotAllowedError):
    """The request does not come from a page of ours."""

    code = "csrf"


class FormUnreadableError(InvalidAnswerError):
    """What was sent as a form is none that can be read."""

    code = "form_unreadable"


class ColourUnreadableError(InvalidAnswerError):
    """No colour: a # and six digits from 0 to f."""

    code = "colour_unreadable"


class ContrastTooLowError(InvalidAnswerError):
    """Words in this colour are hard to read on white."""

    code = "contrast_too_low"

    def __init__(self, contrast: float, least: float) -> None:
        super().__init__()
        # cut off and not rounded: 5.49 is not enough, so it must not read 5.5
        self.details = {"contrast": f"{int(contrast * 10) / 10:.1f}", "least": least}


class AuditMissingError(Exception):
    """A view of personal data could not be recorded, so it is not shown; a defect."""


def message_for(error: EloketError, request: HTTPRequest) -> str:
    """Return the reader's words for ``error``, in the language of the request.

    Those of its code, unless the error brings words of its own. What it knows in
    numbers (``details``) stands in them.
    """
    words = getattr(error, "words", None) or MESSAGES[error.code]
    details = {**(words.mapping or {}), **getattr(error, "details", {})}
    if "retry_after" in details:
        # two at least: one word serves then in all languages
        details["minutes"] = max(2, -(-details["retry_after"] // 60))
    return translate(Message(words, mapping=details), context=request)


def tell_status(error: EloketError, request: HTTPRequest) -> None:
    """Give the answer its status, and say when to come back (RFC 9110, 10.2.3)."""
    request.response.setStatus(error.status)
    wait = getattr(error, "details", {}).get("retry_after")
    if wait is not None:
        request.response.setHeader("Retry-After", str(wait))


def body_for(error: EloketError, request: HTTPRequest) -> dict:
    """Return the REST body of a refusal; ``details`` of the error go with it."""
    body = {"type": error.code, "message": message_for(error, request)}
    body.update(getattr(error, "details", {}))
    return {"error": body}
