"""What may a page of ours run, load and send? The browser's own guard against scripts.

Content Security Policy Level 3 (W3C). A script runs when it carries the number of this
one answer. Code of installed packages gets it (``code``). What somebody wrote into a
page does not, and neither does a file of the site's content, or of a theme uploaded to
it. What such code loads itself, runs too (``strict-dynamic``). Styles come as files,
but for what Plone's own script writes into each page (``PLONE_STYLES``).
"""

from base64 import b64encode
from collections.abc import Iterable
from collective.eloket.http.code import is_installed
from collective.eloket.http.interfaces import IPolicyPart
from hashlib import sha256
from plone.transformchain.interfaces import ITransform
from urllib.parse import urlsplit
from zope.component import getUtilitiesFor
from zope.component.hooks import getSite
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

import secrets


HEADER = "Content-Security-Policy"
#: Attribute of the request: the number of this answer, which is a page of ours. Not
#: read by getattr() or get(): those of a request fall back on what a form sent.
_NONCE = "_eloket_nonce"
#: Sent with each page of ours; a page may say something stricter.
HEADERS = {
    # what is sent as text is no script (WHATWG Fetch, section 3.6)
    "X-Content-Type-Options": "nosniff",
    # references stand in addresses: other sites get none of it
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Texts of the style element that Plone's script makes on every page: first empty, then
#: filled (pattern ``modal``, plone.staticresources 3.0.9). It cannot be told a number.
#: No other style in an element counts, and none in an attribute.
PLONE_STYLES = ("", ".modal.show{display:block}")
#: All but scripts, styles and forms.
FIXED = (
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
)
#: As many random bytes as the specification asks for at least (section 7.1).
NONCE_BYTES = 16


def protect_page(request: HTTPRequest) -> None:
    """Say to the browser how to treat this page; the policy follows at the end."""
    for name, value in HEADERS.items():
        if not request.response.getHeader(name):
            request.response.setHeader(name, value)
    setattr(request, _NONCE, secrets.token_urlsafe(NONCE_BYTES))


def nonce_of(request: HTTPRequest) -> str | None:
    """Return the number that scripts of this answer carry; None: no page of ours."""
    return vars(request).get(_NONCE)


def marked(piece: str, request: HTTPRequest) -> str:
    """Return a piece of HTML of our own with the number at each script."""
    nonce = nonce_of(request)
    return piece.replace("<script ", f'<script nonce="{nonce}" ') if nonce else piece


def policy(nonce: str, forms: Iterable[str], code: Iterable[str]) -> str:
    """Return the header's value: with origins that forms lead to, and of more code."""
    code = sorted(code)
    found = [
        *FIXED,
        f"script-src 'nonce-{nonce}' 'strict-dynamic'",
        " ".join(["style-src 'self'", *map(_hashed, PLONE_STYLES), *code]),
        " ".join(["connect-src 'self'", *code]),
        " ".join(["form-action 'self'", *sorted(forms)]),
    ]
    return "; ".join(found)


def _hashed(text: str) -> str:
    """Return what lets an element with exactly this text be (section 2.3.1)."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address; empty when it has no host."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def origins(kind: str) -> set[str]:
    """Return what all parts of us name as ``form_origins`` or ``code_origins``."""
    site = getSite()
    return {
        origin
        for _name, part in getUtilitiesFor(IPolicyPart)
        for origin in getattr(part, kind)(site)
        if origin
    }


@implementer(ITransform)
class PagePolicy:
    """Gives the answer its policy, and the site's own scripts the number in it."""

    #: After the theme (8850) and plone.protect's script (9000), before late pieces.
    order = 9250

    def __init__(self, _published: object, request: HTTPRequest) -> None:
        self._request = request

    def transformIterable(self, result: Iterable[bytes], _encoding: str) -> None:
        """Mark scripts in place and set the header; others' pages stay as they are."""
        response, nonce = self._request.response, nonce_of(self._request)
        if nonce is None or response.getHeader(HEADER):
            return
        if not (response.getHeader("Content-Type") or "").startswith("text/html"):
            return
        code = origins("code_origins")
        tree = getattr(result, "tree", None)
        if tree is not None:
            mark(tree, nonce, getSite().absolute_url(), code)
        response.setHeader(HEADER, policy(nonce, origins("form_origins"), code))

    transformBytes = transformUnicode = transformIterable


def mark(tree, nonce: str, site_url: str, places: Iterable[str]) -> None:
    """Give the number to scripts of packages, and to those of the places named."""
    for script in tree.iterfind(".//script[@src]"):
        address = script.get("src")
        below, _, path = address.partition(site_url)
        if (not below and is_installed(path)) or _is_of(address, places):
            script.set("nonce", nonce)


def _is_of(address: str, places: Iterable[str]) -> bool:
    """Does the address belong to one of these origins?"""
    return bool(address) and origin_of(address) in places
