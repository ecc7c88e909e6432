"""The language of letters: a few tags, and ``{{field}}``. Nothing else is reachable.

There are no attributes, so no style, no address to fetch and no template attribute; no
expressions, so nothing to evaluate: a field is a name in a list of words.
"""

from collections.abc import Collection
from collections.abc import Mapping
from collective.eloket.documents.texts.errors import AttributeRefusedError
from collective.eloket.documents.texts.errors import ExpressionRefusedError
from collective.eloket.documents.texts.errors import FieldUnknownError
from collective.eloket.documents.texts.errors import LetterTextTooLongError
from collective.eloket.documents.texts.errors import MarkupRefusedError
from collective.eloket.documents.texts.errors import TagRefusedError
from collective.eloket.documents.texts.errors import TagUnclosedError
from html import escape
from html.parser import HTMLParser
from typing import NoReturn

import re


#: What an editor may write; the heading of the letter is its title, so h1 is ours.
TAGS = (
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
)
#: They have no end.
VOID = frozenset({"br"})

FIELD = re.compile(r"\{\{ *([a-z][a-z0-9_.]{0,60}) *\}\}")
#: Signs of other template languages: refused, so that nobody believes they work.
FOREIGN = re.compile(r"\{\{|\}\}|\{%|%\}|\$\{|\{#|#\}|<%|%>")
LONGEST = 20_000

#: A piece of a text: (is it a field?, markup or the field's name).
Piece = tuple[bool, str]


class _Reader(HTMLParser):
    """Takes a text apart, and refuses what is not in the language."""

    def __init__(self, fields: Collection[str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._fields = fields
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag not in TAGS:
            raise TagRefusedError(tag)
        if attrs:
            raise AttributeRefusedError(attrs[0][0])
        if tag not in VOID:
            self._open.append(tag)
        self.pieces.append((False, f"<{tag}>"))

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            raise TagRefusedError(tag)
        if not self._open or self._open.pop() != tag:
            raise TagUnclosedError(tag)
        self.pieces.append((False, f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        at = 0
        for found in FIELD.finditer(data):
            self._add_words(data[at : found.start()])
            self._add_field(found[1])
            at = found.end()
        self._add_words(data[at:])

    def _add_words(self, words: str) -> None:
        foreign = FOREIGN.search(words)
        if foreign:
            raise ExpressionRefusedError(words[foreign.start() :][:20])
        self.pieces.append((False, escape(words)))

    def _add_field(self, name: str) -> None:
        if self._fields is not None and name not in self._fields:
            raise FieldUnknownError(name)
        self.pieces.append((True, name))

    def _refuse(self, data: str) -> NoReturn:
        raise MarkupRefusedError(data[:20])

    handle_comment = handle_decl = handle_pi = unknown_decl = _refuse

    def end(self) -> None:
        """:raises TagUnclosedError: a tag is open still."""
        self.close()
        if self._open:
            raise TagUnclosedError(self._open[-1])


def read(text: str, fields: Collection[str] | None) -> list[Piece]:
    """Return the pieces of a text; ``fields`` None: whichever they are.

    :raises LetterTextError: a subclass per cause.
    """
    if len(text) > LONGEST:
        raise LetterTextTooLongError
    reader = _Reader(fields)
    reader.feed(text)
    reader.end()
    return reader.pieces


def filled(text: str, values: Mapping[str, str], blocks: Mapping[str, str]) -> str:
    """Return the markup of a text with its fields filled in.

    ``values`` are words that people typed: they are escaped. ``blocks`` are markup of
    our own. A field that is in neither is empty: its question was taken away since.

    :raises LetterTextError: a subclass per cause.
    """
    return "".join(
        _value(part, values, blocks) if is_field else part
        for is_field, part in read(text, None)
    )


def _value(name: str, values: Mapping[str, str], blocks: Mapping[str, str]) -> str:
    if name in blocks:
        return blocks[name]
    return escape(values.get(name, "")).replace("\n", "<br>")
