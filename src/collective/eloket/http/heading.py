"""The window is called what its page is headed (WCAG 2.2, 2.4.2).

The head of a page is written before its heading is. So a page that gives no title of
its own carries a place in the head, and its heading is set in when it is finished.
"""

from collections.abc import Iterable
from collective.eloket import _
from html import escape
from plone.transformchain.interfaces import ITransform
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

import re


FAILED = _("title_error", default="Error: ${title}")
#: What the head carries meanwhile.
PLACE = "el-late-title"
#: Attribute of the request; read like that of ``late``.
_WANTED = "_eloket_heading"
_HEADING = re.compile(rb"<h1\b[^>]*\bdocumentFirstHeading\b[^>]*>(.*?)</h1>", re.DOTALL)
_IN_TITLE = re.compile(rb"(<title\b[^>]*>[^<]*?)" + PLACE.encode())
_TAG = re.compile(rb"<[^>]*>")


def title_from_heading(request: HTTPRequest, otherwise: str, failed: bool) -> str:
    """Let the finished page be called what it is headed; return what stands for that.

    ``otherwise`` is plain text for a page without a heading. ``failed``: the title says
    that something on the page is wrong.
    """
    setattr(request, _WANTED, (otherwise, failed))
    return PLACE


def as_failed(title: str, request: HTTPRequest) -> str:
    """Return a title that says that something is wrong, in the request's language."""
    return translate(Message(FAILED, mapping={"title": title}), context=request)


@implementer(ITransform)
class HeadingTitle:
    """Sets the title in, after all that read the page."""

    #: Beside the late pieces.
    order = 9400

    def __init__(self, _published: object, request: HTTPRequest) -> None:
        self._request = request

    def transformIterable(self, result: Iterable[bytes], encoding: str) -> bytes | None:
        """Return the whole page; None when it has a title already."""
        wanted = vars(self._request).get(_WANTED)
        if wanted is None:
            return None
        page = b"".join(result)
        title = self._title(page, encoding, *wanted)
        return _IN_TITLE.sub(lambda found: found[1] + title, page, count=1)

    def _title(self, page: bytes, encoding: str, otherwise: str, failed: bool) -> bytes:
        found = _HEADING.search(page)
        # markup stays as it is written: what somebody typed is escaped there
        words = b" ".join(_TAG.sub(b"", found[1]).split()) if found else b""
        title = words.decode(encoding) or escape(otherwise)
        told = as_failed(title, self._request) if failed else title
        return told.encode(encoding, "xmlcharrefreplace")

    def transformBytes(self, result: bytes, encoding: str) -> bytes | None:
        """See ITransform."""
        return self.transformIterable([result], encoding)

    def transformUnicode(self, result: str, encoding: str) -> bytes | None:
        """See ITransform."""
        return self.transformIterable([result.encode(encoding)], encoding)
