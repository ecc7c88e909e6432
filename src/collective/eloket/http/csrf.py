"""Does this write come from a page of ours, and from this browser?"""

from collective.eloket.http.authorization import authorization
from collective.eloket.http.errors import ForeignRequestError
from collective.eloket.http.session import current_session
from plone.protect.interfaces import IDisableCSRFProtection  # noqa: TID251 - see accept
from urllib.parse import urlsplit
from zope.interface import alsoProvides
from ZPublisher.HTTPRequest import HTTPRequest

import hmac


#: Name of the hidden field in forms, and of the header in REST calls.
FIELD = "_csrf"
HEADER = "X-CSRF-TOKEN"

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_write(request: HTTPRequest) -> bool:
    """Is this a method that may change something (RFC 9110, section 9.2.1)?"""
    return request.get("REQUEST_METHOD", "GET") not in SAFE_METHODS


def has_authorization(request: HTTPRequest) -> bool:
    """Does the request carry its own credentials, so that no cookie counts?"""
    return bool(authorization(request))


def origin_of(address: str) -> tuple[str, str]:
    """Return scheme and authority of an address (RFC 6454)."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def check_same_origin(request: HTTPRequest) -> None:
    """:raises ForeignRequestError: Origin, or else Referer, is absent or not ours."""
    sent = request.getHeader("Origin") or request.getHeader("Referer")
    if not sent or origin_of(sent) != origin_of(request["URL"]):
        raise ForeignRequestError


def check_token(request: HTTPRequest, sent: object) -> None:
    """:raises ForeignRequestError: ``sent`` is not the token of this session."""
    expected = current_session(request).csrf
    if not isinstance(sent, str) or not sent.isascii():
        raise ForeignRequestError
    if not hmac.compare_digest(sent.encode(), expected.encode()):
        raise ForeignRequestError


def accept(request: HTTPRequest) -> None:
    """Tell plone.protect that this write was checked; only after a check of ours."""
    alsoProvides(request, IDisableCSRFProtection)


def protect_form(request: HTTPRequest) -> None:
    """Check a posted form of ours.

    :raises ForeignRequestError: it was posted from elsewhere.
    """
    check_same_origin(request)
    check_token(request, request.form.get(FIELD))
    accept(request)


def protect_call(request: HTTPRequest) -> None:
    """Check a REST write; one with its own credentials needs no token.

    :raises ForeignRequestError: it comes from elsewhere, on somebody's cookie.
    """
    if not has_authorization(request):
        check_same_origin(request)
        check_token(request, request.getHeader(HEADER))
    accept(request)
