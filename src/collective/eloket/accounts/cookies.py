"""The cookies of the accounts; none holds personal data."""

from datetime import datetime
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest

import re
import secrets


#: plone.session's cookie; only its being there and its value count here.
PLONE = "__ac"

SESSION = "eloket-session"
VISIT = "eloket-visit"
PENDING = "eloket-pending"
LINKING = "eloket-linking"
CHALLENGE = "eloket-challenge"
CARD = "eloket-card"
MEMBER = "eloket-member"
LAST_MEANS = "eloket-last-means"
REGISTERING = "eloket-registering"
RESETTING = "eloket-resetting"
DEVICE = "eloket-device"
ASIDE = "eloket-aside"
UNTIL = "eloket-until"

#: Days that the last means is remembered.
LAST_MEANS_DAYS = 365
#: Days that a session which was not signed out is remembered.
UNTIL_DAYS = 7
#: As long as what a stranger put aside is kept.
ASIDE_SECONDS = 30 * 60

_VISIT_VALUE = re.compile(r"[\w-]{43}")
#: What was used last: the provider's id, and the means.
_MEANS_VALUE = re.compile(r"[a-z0-9-]{1,40}\.[a-z0-9_]{1,40}")


def is_secure(request: HTTPRequest) -> bool:
    """Did the browser come by https?"""
    return request["SERVER_URL"].startswith("https:")


def full_name(request: HTTPRequest, name: str) -> str:
    """Return the cookie's name; ``__Host-`` binds it to the host, on https only.

    So no neighbour of the same domain can plant one in the browser (RFC 6265bis).
    """
    return f"__Host-{name}" if is_secure(request) else name


def read(request: HTTPRequest, name: str) -> str:
    """Return the value that the browser sent; empty when there is none."""
    return request.cookies.get(full_name(request, name), "")


def write(request: HTTPRequest, name: str, value: str, **options) -> None:
    """Set a cookie that scripts cannot read."""
    request.response.setCookie(
        full_name(request, name),
        value,
        path="/",
        http_only=True,
        same_site="Lax",
        secure=is_secure(request),
        **options,
    )


def drop(request: HTTPRequest, name: str) -> None:
    """Let the browser forget a cookie."""
    request.response.expireCookie(
        full_name(request, name), path="/", secure=is_secure(request)
    )


def set_session(request: HTTPRequest, token: str, until: datetime) -> None:
    """Give the browser its session; it ends with the browser.

    When it ends if nothing happens is told in a cookie that outlives it.
    """
    write(request, SESSION, token)
    seconds = str(int(until.timestamp()))
    write(request, UNTIL, seconds, max_age=UNTIL_DAYS * 24 * 3600)


def drop_session(request: HTTPRequest) -> None:
    """Take the session's cookies away: its citizen signed out."""
    drop(request, SESSION)
    drop(request, UNTIL)


def visit(request: HTTPRequest) -> str:
    """Return the random value of a stranger's browser; set it on a page if missing."""
    value = read(request, VISIT)
    if not _VISIT_VALUE.fullmatch(value):
        value = secrets.token_urlsafe(32)
        request.cookies[full_name(request, VISIT)] = value
        if request.get("REQUEST_METHOD", "GET") == "GET":
            write(request, VISIT, value)
    return value


def begin_handle(request: HTTPRequest, name: str, life: timedelta) -> str:
    """Return a new random value for what this browser begins; sets its cookie."""
    value = secrets.token_urlsafe(32)
    write(request, name, value, max_age=int(life.total_seconds()))
    return value


def last_means(request: HTTPRequest) -> tuple[str, str] | None:
    """Return provider and means used last in this browser, or None."""
    value = read(request, LAST_MEANS)
    if not _MEANS_VALUE.fullmatch(value):
        return None
    provider, _dot, means = value.partition(".")
    return provider, means


def remember_means(request: HTTPRequest, provider: str, means: str) -> None:
    """Remember the means in this browser; it says nothing of who used it."""
    seconds = LAST_MEANS_DAYS * 24 * 3600
    write(request, LAST_MEANS, f"{provider}.{means}", max_age=seconds)


def aside(request: HTTPRequest) -> str | None:
    """Return the handle of what this browser put aside while nobody was signed in."""
    value = read(request, ASIDE)
    return value if _VISIT_VALUE.fullmatch(value) else None


def begin_aside(request: HTTPRequest) -> str:
    """Return a new handle for what this browser puts aside, and set its cookie."""
    value = secrets.token_urlsafe(32)
    write(request, ASIDE, value, max_age=ASIDE_SECONDS)
    return value


def is_plones(request: HTTPRequest) -> bool:
    """May plone.session read what stands under its name, in cookie or form?

    It decodes base64 (RFC 4648, section 4) and stumbles over what is no ASCII text:
    pages are PAS's affair, which catches that, but its ``refresh`` would be a 500.
    """
    found = request.get(PLONE, "")
    return isinstance(found, str) and found.isascii()


def ignore_plone(request: HTTPRequest) -> None:
    """Forget Plone's own ticket for this request, wherever it would be read from.

    A request with an Authorization header is judged by that alone: it needs no CSRF
    token, so no cookie may lend it somebody's rights.
    """
    for place in (request.cookies, request.form, request.other):
        place.pop(PLONE, None)
