"""What is not right with answers, per question, in the reader's language."""

from collective.eloket.catalogue.errors import AnswersRefusedError
from zope.i18n import translate
from ZPublisher.HTTPRequest import HTTPRequest


def with_lines(error: AnswersRefusedError, request: HTTPRequest) -> AnswersRefusedError:
    """Return the refusal with ``errors: [{field, message}]`` in its body."""
    error.details = {
        "errors": [
            {"field": name, "message": translate(message, context=request)}
            for name, message in error.problems.items()
        ]
    }
    return error
