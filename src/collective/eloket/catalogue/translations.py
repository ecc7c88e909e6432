"""The words of a document and its form in other languages than it was written in.

Kept at the document as plain text by language and place; what has no translation is
said in the site's language, else as it was written.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.outdated import note_sources
from collective.eloket.catalogue.outdated import outdated_places
from collective.eloket.catalogue.outdated import unsure_places
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.version_words import keep_words
from collective.eloket.catalogue.version_words import own_language
from collective.eloket.catalogue.version_words import place_of
from collective.eloket.catalogue.version_words import words_for
from collective.eloket.catalogue.versions import find_version
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.language import LANGUAGES
from collective.eloket.plaintext import is_plain
from collective.eloket.plaintext import plain
from dataclasses import dataclass
from dataclasses import replace
from plone import api


#: Fields of a document that citizens read.
READ_FIELDS = (
    "title",
    "description",
    "for_whom",
    "needed",
    "legal_basis",
    "counter_guidance",
    "phone_guidance",
    "closed_reason",
)
LONGEST_WORDS = 10_000


@dataclass(frozen=True, slots=True)
class Words:
    """What is said at one place, as it was written; ``long``: of several lines."""

    place: str
    text: str
    long: bool = False


def further_languages(document: OnlineDocument) -> list[str]:
    """Return the other languages of the site, as far as we speak them."""
    offered = api.portal.get_registry_record("plone.available_languages", default=[])
    own = own_language(document)
    return [one for one in LANGUAGES if one in offered and one != own]


def words_of(document: OnlineDocument) -> list[Words]:
    """Return all that citizens read of a document, in the order of the page.

    :raises FormBrokenError: the form cannot be read.
    """
    found = [
        Words(name, getattr(document, name, "") or "", name not in ("title",))
        for name in READ_FIELDS
    ]
    found += _words_of_questions(questions_of(document.form))
    return [one for one in found if one.text.strip()]


def missing_words(document: OnlineDocument, language: str) -> list[Words]:
    """Return what has no translation in that language."""
    said = document.texts.get(language, {})
    return [one for one in words_of(document) if not said.get(one.place, "").strip()]


def outdated_words(document: OnlineDocument, language: str) -> dict[str, str]:
    """Return place → the text that was translated, where it is another one now."""
    originals = [(one.place, one.text) for one in words_of(document)]
    return outdated_places(document, language, originals)


def unsure_words(document: OnlineDocument, language: str) -> list[str]:
    """Return the places with a translation of which nobody knows what it translates."""
    originals = [one.place for one in words_of(document)]
    return unsure_places(document, language, originals)


def checked_words(
    document: OnlineDocument, language: str, said: Mapping[str, object]
) -> dict[str, str]:
    """Return translations that may be kept, as we keep texts.

    :raises InvalidAnswerError: no other language of the site, no such place, or
        something that is no text, too long, or holds signs that do not print.
    """
    places = {one.place for one in words_of(document)}
    if language not in further_languages(document) or not places >= said.keys():
        raise InvalidAnswerError
    found = {}
    for place, text in said.items():
        if not isinstance(text, str) or len(text) > LONGEST_WORDS:
            raise InvalidAnswerError
        found[place] = plain(text)
        if not is_plain(found[place], lines=True):
            raise InvalidAnswerError
    return found


def set_words(
    document: OnlineDocument,
    language: str,
    said: Mapping[str, str],
    right: Collection[str] = (),
) -> None:
    """Keep the translations of one language; empty ones and unknown places go.

    ``right``: places whose translation is right for the text of today.
    """
    originals = {one.place: one.text for one in words_of(document)}
    kept = {
        place: text.strip()
        for place, text in said.items()
        if place in originals and text.strip()
    }
    note_sources(document, language, kept, originals, right)
    texts = {**document.texts, language: kept}
    document.texts = {name: found for name, found in texts.items() if found}
    version = version_of(document.form)
    if find_version(document, version) is not None:
        keep_words(document, version)


def said_of(document: OnlineDocument, name: str) -> str:
    """Return what a field of a document says, in the reader's language."""
    return said_in(document, name, api.portal.get_current_language())


def said_in(document: OnlineDocument, name: str, language: str) -> str:
    """Return what a field of a document says in that language; see ``words_for``."""
    own = getattr(document, name, None) or ""
    texts = document.texts
    return words_for(document, texts, language).get(name, own) if texts else own


def said_questions(
    document: OnlineDocument, questions: tuple[Question, ...]
) -> tuple[Question, ...]:
    """Return the questions of a form in the reader's language."""
    said = _translated(document)
    return tuple(_said(one, said) for one in questions) if said else questions


def _translated(document: OnlineDocument) -> Mapping[str, str]:
    texts, language = document.texts, api.portal.get_current_language()
    return words_for(document, texts, language) if texts else {}


def _said(question: Question, said: Mapping[str, str]) -> Question:
    def words(word: str, text: str) -> str:
        return said.get(place_of(question.name, word), text)

    return replace(
        question,
        title=words("title", question.title),
        hint=words("hint", question.hint),
        group=said.get(f"step/{question.group}", question.group),
        choices=tuple(
            (token, words(f"choice/{token}", title))
            for token, title in question.choices
        ),
    )


def _words_of_questions(questions: tuple[Question, ...]) -> Iterator[Words]:
    step = None
    for one in questions:
        if one.group and one.group != step:
            step = one.group
            yield Words(f"step/{step}", step)
        yield Words(place_of(one.name, "title"), one.title or "")
        yield Words(place_of(one.name, "hint"), one.hint or "", long=True)
        for token, title in one.choices:
            yield Words(place_of(one.name, f"choice/{token}"), str(title))
