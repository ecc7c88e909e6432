"""How is a refusal said over HTTP?"""

from collective.eloket.errors import EloketError
from collective.eloket.errors import NotAllowedError
from collective.eloket.messages import MESSAGES
from zope.i18n import translate
from ZPublisher.HTTPRequest import HTTPRequest


class ForeignRequestError(NotAllowedError):
    """The request does not come from a page of ours."""

    code = "csrf"


class AuditMissingError(Exception):
    """A view of personal data could not be recorded, so it is not shown; a defect."""


def message_for(error: EloketError, request: HTTPRequest) -> str:
    """Return the citizen's words for ``error``, in the language of the request."""
    return translate(MESSAGES[error.code], context=request)


def body_for(error: EloketError, request: HTTPRequest) -> dict:
    """Return the REST body of a refusal; ``details`` of the error go with it."""
    body = {"type": error.code, "message": message_for(error, request)}
    body.update(getattr(error, "details", {}))
    return {"error": body}
