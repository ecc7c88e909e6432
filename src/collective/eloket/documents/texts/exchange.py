"""Texts of letters in the file of a document: word ``letters``, by language."""

from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.parts import IExchangePart
from collective.eloket.documents.texts.fields import fields_of_file
from collective.eloket.documents.texts.language import read
from collective.eloket.documents.texts.service import keep_text
from collective.eloket.documents.texts.service import texts_of
from collective.eloket.http.language import LANGUAGES
from collective.eloket.interfaces import IOnlineDocument
from typing import Any
from zope.interface import implementer


@implementer(IExchangePart)
class LetterTexts:
    """See IExchangePart."""

    def to_json(self, document: IOnlineDocument) -> dict[str, str]:
        """See IExchangePart."""
        return texts_of(document)

    def check(self, found: Any, questions: list[dict[str, Any]]) -> None:
        """See IExchangePart: only tags and fields that letters have.

        :raises ValueRefusedError: no texts by a language that we speak.
        :raises LetterTextError: not in the language of letters; a subclass per cause.
        """
        if not isinstance(found, dict) or not set(found) <= set(LANGUAGES):
            raise ValueRefusedError("letters")
        for language, text in found.items():
            if not isinstance(text, str):
                raise ValueRefusedError(f"letters/{language}")
            read(text, fields_of_file(questions))

    def keep(self, document: IOnlineDocument, found: dict[str, str]) -> None:
        """See IExchangePart."""
        for language, text in found.items():
            keep_text(document, language, text)
