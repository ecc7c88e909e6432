"""``GET`` and ``PUT <document>/@eloket-translations``: its words in other languages."""

from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.exchange.shape import LARGEST_FILE_BYTES
from collective.eloket.catalogue.restapi.exchange import EDIT
from collective.eloket.catalogue.translations import checked_words
from collective.eloket.catalogue.translations import further_languages
from collective.eloket.catalogue.translations import missing_words
from collective.eloket.catalogue.translations import outdated_words
from collective.eloket.catalogue.translations import own_language
from collective.eloket.catalogue.translations import set_words
from collective.eloket.catalogue.translations import unsure_words
from collective.eloket.catalogue.translations import words_of
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.service import EloketService
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


class TranslationsGet(EloketService):
    """Gives all words that citizens read, and what they are in each language."""

    def respond(self) -> dict[str, Any]:
        """Return ``{language, words, translations}``.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        :raises FormBrokenError: the form cannot be read.
        """
        self.require_permission(EDIT)
        return translations_json(self.context)


class TranslationsPut(EloketService):
    """Keeps those of one language: ``{language, texts, still_right}``.

    What is not named in ``texts`` goes. ``still_right``: places whose translation is
    right for the text of today.
    """

    largest_body_bytes = LARGEST_FILE_BYTES

    def respond(self) -> dict[str, Any]:
        """Return the same as GET.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        :raises InvalidAnswerError: see ``checked_words``; nothing is changed.
        """
        self.require_permission(EDIT)
        sent = self.json()
        language, texts = sent.get("language"), sent.get("texts")
        if not isinstance(language, str) or not isinstance(texts, dict):
            raise InvalidAnswerError
        good = checked_words(self.context, language, texts)
        set_words(self.context, language, good, right_of(sent, good))
        notify(ObjectModifiedEvent(self.context))
        return translations_json(self.context)


def right_of(sent: dict[str, Any], said: dict[str, str]) -> list[str]:
    """Return the places whose translation is still right.

    :raises InvalidAnswerError: no list, or not of places that have a translation.
    """
    right = sent.get("still_right", [])
    if not isinstance(right, list) or not all(
        isinstance(place, str) and place in said for place in right
    ):
        raise InvalidAnswerError
    return right


def translations_json(document: OnlineDocument) -> dict[str, Any]:
    """Return the words by place, as they were written and in each other language."""
    return {
        "language": own_language(document),
        "words": [{"place": one.place, "text": one.text} for one in words_of(document)],
        "translations": [
            {
                "language": language,
                "texts": dict(document.texts.get(language, {})),
                "missing": [one.place for one in missing_words(document, language)],
                "outdated": [
                    {"place": place, "translated": text}
                    for place, text in outdated_words(document, language).items()
                ],
                "unsure": unsure_words(document, language),
            }
            for language in further_languages(document)
        ],
    }
