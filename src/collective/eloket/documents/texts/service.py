"""The only door to the texts of letters: keep, read, fill in."""

from collections.abc import Mapping
from collective.eloket.documents.model import LetterContent
from collective.eloket.documents.texts.fields import ANSWER
from collective.eloket.documents.texts.fields import ANSWERS
from collective.eloket.documents.texts.fields import table_of
from collective.eloket.documents.texts.fields import usable_fields
from collective.eloket.documents.texts.fields import values_of
from collective.eloket.documents.texts.language import filled
from collective.eloket.documents.texts.language import read
from collective.eloket.interfaces import IOnlineDocument
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations


#: Annotation of a document: language → text.
ANNOTATION = "collective.eloket.letter-texts"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter says beside its words: about whom, of which day, what answers."""

    subject: str = field(repr=False)
    day: str
    answers: Mapping[str, str] = field(repr=False)


def text_of(document: IOnlineDocument, language: str) -> str:
    """Return the text of its letters in a language; empty: our own words."""
    return IAnnotations(document).get(ANNOTATION, {}).get(language, "")


def texts_of(document: IOnlineDocument) -> dict[str, str]:
    """Return the texts of its letters by language; those that are set."""
    kept = IAnnotations(document).get(ANNOTATION, {})
    return {language: text for language, text in kept.items() if text}


def keep_text(document: IOnlineDocument, language: str, text: str) -> None:
    """Keep a text that is right; an empty one lets our own words stand again.

    :raises LetterTextError: a subclass per cause.
    """
    check_text(document, text)
    annotations = IAnnotations(document)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = PersistentMapping()
    annotations[ANNOTATION][language] = text.strip()


def check_text(document: IOnlineDocument, text: str) -> None:
    """:raises LetterTextError: not in the language of letters; a subclass per cause."""
    read(text, usable_fields(document))


def with_text(letter: LetterContent, text: str, facts: Facts) -> LetterContent:
    """Return the letter with these words in place of our own; as it is without any."""
    if not text:
        return letter
    values = values_of(letter, facts.subject, facts.day)
    values |= {ANSWER + name: said for name, said in facts.answers.items()}
    body = filled(text, values, {ANSWERS: table_of(letter.answers)})
    return replace(letter, body=body)
