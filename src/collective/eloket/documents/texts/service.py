"""The only door to the texts of letters: keep, read, fill in."""

from collections.abc import Mapping
from collective.eloket.catalogue.version_words import own_language
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
from enum import Enum
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations


#: Annotation of a document: language → text.
ANNOTATION = "collective.eloket.letter-texts"
#: Another one: language → what the letter said in the document's own language when the
#: text of this one was kept.
SOURCES = "collective.eloket.letter-sources"


class Age(Enum):
    """How a text stands to the one that it translates."""

    GOOD = "good"
    MISSING = "missing"
    OUTDATED = "outdated"
    UNSURE = "unsure"


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


def keep_text(
    document: IOnlineDocument, language: str, text: str, is_right: bool = False
) -> None:
    """Keep a text that is right; an empty one lets our own words stand again.

    What it was translated from is kept beside it. A text that stays as it was stays as
    old as it was, unless ``is_right``: somebody says that it is right for today.

    :raises LetterTextError: a subclass per cause.
    """
    check_text(document, text)
    kept, own = text.strip(), own_language(document)
    if language != own and (is_right or kept != text_of(document, language)):
        set_source(document, language, text_of(document, own) if kept else None)
    _mapping(document, ANNOTATION)[language] = kept


def set_source(document: IOnlineDocument, language: str, source: str | None) -> None:
    """Keep what a text was translated from; None: nobody knows."""
    _mapping(document, SOURCES)[language] = source


def source_of(document: IOnlineDocument, language: str) -> str | None:
    """Return what a text was translated from; empty: our own words, None: unknown."""
    return IAnnotations(document).get(SOURCES, {}).get(language)


def age_of(document: IOnlineDocument, language: str) -> Age:
    """Return how the text of a language stands to that of the document's own."""
    own = own_language(document)
    original, said = text_of(document, own), text_of(document, language)
    source = source_of(document, language)
    if language == own or not (original or said):
        return Age.GOOD
    if not said:
        return Age.MISSING
    if source is None:
        return Age.UNSURE
    return Age.GOOD if source.split() == original.split() else Age.OUTDATED


def _mapping(document: IOnlineDocument, name: str) -> PersistentMapping:
    annotations = IAnnotations(document)
    if name not in annotations:
        annotations[name] = PersistentMapping()
    return annotations[name]


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
