"""Did this certificate come from our own web server, at the card's own host name?

The web server makes the handshake; we believe its word about the certificate only when
host, address and secret are right. The certificate itself is then looked at by
``identity.eid`` as any other: the server's own check of it counts for nothing.
"""

from collections.abc import Callable
from collective.eloket.accounts.card_way import CARD
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.registry import setting
from collective.eloket.accounts.tls.errors import CardHostClosedError
from collective.eloket.accounts.tls.errors import CardHostRefusedError
from collective.eloket.accounts.tls.errors import CardNotShownError
from collective.eloket.accounts.tls.errors import NotThroughCardHostError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.header import read_header
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits.address import is_from_proxy
from collective.eloket.limits.address import trusted_proxies
from collective.eloket.settings import secret
from collective.eloket.settings import SecretUnreadableError
from ZPublisher.HTTPRequest import HTTPRequest

import hmac
import logging
import re


logger = logging.getLogger(__name__)

#: A host name in small letters, and its port if that is not 443.
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:\d{1,5})?", re.ASCII)

#: Names of the pages, on the e-desk: the one of the site, and the card host's only one.
PAGE = "aanmelden-kaart"
HOST_PAGE = "kaart"

#: Variable with the secret that the web server sends along; or its ``_FILE``.
SECRET = "ELOKET_CARD_PROXY_SECRET"  # noqa: S105 - the name of a variable
#: A shorter one could be guessed.
SHORTEST_SECRET = 32

#: Headers, as WSGI names them.
CERTIFICATE = "HTTP_X_ELOKET_CARD_CERTIFICATE"
PROOF = "HTTP_X_ELOKET_CARD_SECRET"
#: What Apache writes when there is none (mod_headers).
NONE = "(null)"


def is_open() -> bool:
    """Does this site let cards in by TLS? It needs host, secret and a known proxy."""
    return bool(card_host() and proxy_secret() and trusted_proxies())


def is_offered() -> bool:
    """Is it open, and enough for this e-desk today?"""
    return is_open() and is_enough(AssuranceLevel.HIGH, CARD)


def card_host() -> str:
    """Return the card's host name, with its port if that is not 443; or "".

    One that cannot be read is none: what a file of settings says is not checked before.
    """
    found = setting("card_host") or ""
    return found if HOST.fullmatch(found) else ""


def checked_host(text: str | None) -> str | None:
    """Return a host name that may be kept as the card's, or None.

    :raises CardHostRefusedError: it is none.
    """
    if text and not HOST.fullmatch(text):
        raise CardHostRefusedError
    return text or None


def proxy_secret() -> str:
    """Return what the web server must send along; "" when it is missing or short.

    One that cannot be read is missing: that shuts this way in, and no other.
    """
    try:
        found = secret(SECRET) or ""
    except SecretUnreadableError as error:
        logger.error("cards are not taken by TLS: %s", error)
        return ""
    return found if len(found) >= SHORTEST_SECRET else ""


def shown_certificate(request: HTTPRequest) -> Certificate:
    """Return the certificate that a browser showed; nothing of it is proven yet.

    :raises CardHostClosedError: this site lets no cards in by TLS.
    :raises NotThroughCardHostError: the request came another way.
    :raises CardNotShownError: the browser showed none.
    :raises CertificateMalformedError: the header holds something else.
    """
    if not is_open():
        raise CardHostClosedError
    if not all(check(request) for check in CHECKS):
        raise NotThroughCardHostError
    text = request.environ.get(CERTIFICATE, "")
    if text in ("", NONE):
        raise CardNotShownError
    return read_header(text)


def is_at_card_host(request: HTTPRequest) -> bool:
    """Was it sent to the card's host name?"""
    return request.environ.get("HTTP_HOST", "").lower() == card_host()


def knows_secret(request: HTTPRequest) -> bool:
    """Does who sent it know the secret? Takes as long whatever the answer."""
    sent = request.environ.get(PROOF, "")
    return hmac.compare_digest(sent.encode(), proxy_secret().encode())


CHECKS: tuple[Callable[[HTTPRequest], bool], ...] = (
    is_at_card_host,
    is_from_proxy,
    knows_secret,
)
