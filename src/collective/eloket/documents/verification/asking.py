"""Asking about a code, on all roads: so often from one address."""

from collective.eloket.documents.verification import service
from collective.eloket.documents.verification.errors import VerifiedTooOftenError
from collective.eloket.documents.verification.model import Verdict
from collective.eloket.limits import service as limits
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest


ASKED = limits.Limit(
    kind="verifications",
    window=timedelta(minutes=10),
    record="collective.eloket.documents.verifications",
    error=VerifiedTooOftenError,
)


def ask(text: str, request: HTTPRequest) -> Verdict:
    """Return what is said to who holds a code, and count the question.

    Neither engines nor other sites learn the code from the page (``keep_quiet``).

    :raises VerifiedTooOftenError: too many questions from this address.
    """
    limits.spend(ASKED, request)
    return service.verdict(text)


def keep_quiet(request: HTTPRequest) -> None:
    """Tell browsers and engines not to pass the address on: it holds a code."""
    request.response.setHeader("Referrer-Policy", "no-referrer")
    request.response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive")
