"""Texts of letters in the file of a document, by language.

``letters`` are the texts, ``letters_from`` what they were translated from, where that
is known: a file of before that word has none.
"""

from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.parts import IExchangePart
from collective.eloket.catalogue.version_words import own_language
from collective.eloket.documents.texts.fields import fields_of_file
from collective.eloket.documents.texts.language import read
from collective.eloket.documents.texts.service import keep_text
from collective.eloket.documents.texts.service import set_source
from collective.eloket.documents.texts.service import source_of
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
        check_texts("letters", found)
        for text in found.values():
            read(text, fields_of_file(questions))

    def keep(self, document: IOnlineDocument, found: dict[str, str]) -> None:
        """See IExchangePart."""
        for language, text in found.items():
            keep_text(document, language, text)
            set_source(document, language, None)


@implementer(IExchangePart)
class LetterSources:
    """See IExchangePart; named so that it comes after the texts themselves."""

    def to_json(self, document: IOnlineDocument) -> dict[str, str]:
        """See IExchangePart."""
        found = {one: source_of(document, one) for one in texts_of(document)}
        return {one: source for one, source in found.items() if source is not None}

    def check(self, found: Any, questions: list[dict[str, Any]]) -> None:
        """See IExchangePart: fields of questions that went since may stand in them.

        :raises ValueRefusedError: no texts by a language that we speak.
        :raises LetterTextError: not in the language of letters; a subclass per cause.
        """
        check_texts("letters_from", found)
        for text in found.values():
            read(text, None)

    def keep(self, document: IOnlineDocument, found: dict[str, str]) -> None:
        """See IExchangePart; what is no translation here keeps none."""
        for language in set(found) & set(texts_of(document)):
            if language != own_language(document):
                set_source(document, language, found[language])


def check_texts(word: str, found: Any) -> None:
    """:raises ValueRefusedError: no texts by a language that we speak."""
    if not isinstance(found, dict) or not set(found) <= set(LANGUAGES):
        raise ValueRefusedError(word)
    for language, text in found.items():
        if not isinstance(text, str):
            raise ValueRefusedError(f"{word}/{language}")
