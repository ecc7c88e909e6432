"""The seam of what rooms above keep of a document, as far as it travels in its file."""

from collective.eloket.catalogue.content import OnlineDocument
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.interface import Interface


class IExchangePart(Interface):
    """A part of a document's file: a utility, named as the file's word for it."""

    def to_json(document):
        """Return what travels, as a value of JSON's kinds; empty: nothing."""

    def check(found, questions):
        """Look at what a file says, before anything is made of it.

        ``questions``: those of the file, checked by then.

        :raises InvalidAnswerError: a subclass per cause.
        """

    def keep(document, found):
        """Keep what ``check`` let pass for the document that was made."""


def parts_to_json(document: OnlineDocument) -> dict[str, Any]:
    """Return the parts of a document that travel, by word; empty ones are left out."""
    found = {name: part.to_json(document) for name, part in _parts()}
    return {name: value for name, value in found.items() if value}


def is_part(word: str) -> bool:
    """Is this the word for a part?"""
    return queryUtility(IExchangePart, name=word) is not None


def check_parts(found: dict[str, Any]) -> None:
    """:raises InvalidAnswerError: a part of a file is not right."""
    for name, part in _parts():
        if name in found:
            part.check(found[name], found["questions"])


def keep_parts(document: OnlineDocument, found: dict[str, Any]) -> None:
    """Keep the parts of a file that was checked."""
    for name, part in _parts():
        if name in found:
            part.keep(document, found[name])


def _parts() -> list[tuple[str, Any]]:
    return sorted(getUtilitiesFor(IExchangePart), key=lambda named: named[0])
