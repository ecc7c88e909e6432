"""What no form of anybody sends is mended before somebody stumbles over it.

Bytes that are no UTF-8 reach us as halves of signs (PEP 383), which no database and no
answer can hold. A way back that is named twice is none. JSON in hundreds of layers is
not JSON: reading it breaks Python. Done while a request comes to the site, before Plone
asks who it is: even its way to sign-in breaks on them.
"""

from itertools import accumulate
from zope.traversing.interfaces import BeforeTraverseEvent

import re


HALVES = re.compile("[\ud800-\udfff]")
#: What stands for a sign that cannot be read (Unicode 16.0, section 23.8).
UNREADABLE = "\ufffd"
WAY_BACK = "came_from"
#: Layers of JSON that we read; Python gives up at about a thousand. A reader may set a
#: limit: RFC 8259, section 9.
DEEPEST = 200
#: A text of JSON, which may hold brackets. One without an end goes on to the last byte:
#: to look for the end of each anew would take the square of the time.
TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
#: Byte → one layer more, or one less.
LAYERS = {**dict.fromkeys(b"[{", 1), **dict.fromkeys(b"]}", -1)}
NO_BRACKETS = bytes(set(range(256)) - LAYERS.keys())
#: In place of what is too deep: no JSON either, so it is refused as that is.
NO_JSON = b"["


def mend_form(_site: object, event: BeforeTraverseEvent) -> None:
    """Mend what a form sent, in place; for each site of the process."""
    form = event.request.form
    for name, value in list(form.items()):
        form[name] = mended(value)
    if not isinstance(form.get(WAY_BACK, ""), str):
        del form[WAY_BACK]
    body = event.request.get("BODY")
    if isinstance(body, bytes) and is_too_deep(body):
        event.request.other["BODY"] = NO_JSON


def is_too_deep(body: bytes) -> bool:
    """Does this lie in more layers than we read, if it is JSON?"""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return False
    brackets = TEXT.sub(b"", body).translate(None, NO_BRACKETS)
    return max(accumulate(map(LAYERS.__getitem__, brackets)), default=0) > DEEPEST


def mended(value: object) -> object:
    """Return texts, also those in lists, without halves of signs; else what it was."""
    if isinstance(value, str):
        return value if value.isascii() else HALVES.sub(UNREADABLE, value)
    if isinstance(value, list | tuple):
        return type(value)(mended(one) for one in value)
    return value
