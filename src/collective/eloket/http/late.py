"""Pieces that are set into the finished page.

A theme, and plone.protect after it, read every element of a page, change it and write
it again. A piece that is whole already has nothing to gain from that, and is dear on
every page of the site. So the page carries a place for it, and the piece comes last.
Rules of a theme may move the place; style sheets see the piece as any other.
"""

from collections.abc import Iterable
from collective.eloket.http.policy import marked
from plone.transformchain.interfaces import ITransform
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

import re


#: Attribute of the request. Not read by getattr() or get(): those of a request fall
#: back on what a form sent.
_PIECE = "_eloket_late"
#: What the page carries meanwhile; both ways of writing an empty element are known.
PLACE = '<div id="el-late"></div>'
_PLACE = re.compile(rb'<div id="el-late"\s*(?:/>|></div>)')


def set_in_later(request: HTTPRequest, piece: str) -> str:
    """Keep a piece of HTML for the finished page; return what stands for it till then.

    One per page. It must be whole: a form in it carries its own token.
    """
    setattr(request, _PIECE, piece)
    return PLACE


@implementer(ITransform)
class LatePieces:
    """Sets the piece in, after all that read the page."""

    #: plone.protect has 9000.
    order = 9500

    def __init__(self, _published: object, request: HTTPRequest) -> None:
        self._request = request

    def transformIterable(self, result: Iterable[bytes], encoding: str) -> bytes | None:
        """Return the whole page; None when there is nothing to set in."""
        piece = vars(self._request).get(_PIECE)
        if piece is None:
            return None
        written = marked(piece, self._request).encode(encoding, "xmlcharrefreplace")
        return _PLACE.sub(lambda _found: written, b"".join(result), count=1)

    def transformBytes(self, result: bytes, encoding: str) -> bytes | None:
        """See ITransform."""
        return self.transformIterable([result], encoding)

    def transformUnicode(self, result: str, encoding: str) -> bytes | None:
        """See ITransform."""
        return self.transformIterable([result.encode(encoding)], encoding)
