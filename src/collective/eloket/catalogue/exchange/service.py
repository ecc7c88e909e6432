"""The door of the exchange: a document to a file, and a file to a draft."""

from collective.eloket.catalogue.content import Eloket
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.content import RESERVED_IDS
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.exchange.errors import FileTooLargeError
from collective.eloket.catalogue.exchange.errors import FileUnreadableError
from collective.eloket.catalogue.exchange.errors import FormatUnknownError
from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.errors import WordUnknownError
from collective.eloket.catalogue.exchange.fields import fields_from_json
from collective.eloket.catalogue.exchange.fields import fields_to_json
from collective.eloket.catalogue.exchange.left_out import is_left_out
from collective.eloket.catalogue.exchange.left_out import left_out_to_json
from collective.eloket.catalogue.exchange.parts import check_parts
from collective.eloket.catalogue.exchange.parts import is_part
from collective.eloket.catalogue.exchange.parts import keep_parts
from collective.eloket.catalogue.exchange.parts import parts_to_json
from collective.eloket.catalogue.exchange.questions import model_from_json
from collective.eloket.catalogue.exchange.questions import question_to_json
from collective.eloket.catalogue.outdated import set_sources
from collective.eloket.catalogue.outdated import sources_of
from collective.eloket.catalogue.translations import set_words
from collective.eloket.http.language import LANGUAGES
from collective.eloket.plaintext import is_plain
from plone.dexterity.utils import createContentInContainer
from typing import Any

import json
import re


#: Short name that a file may wish for; else Plone makes one of the title.
SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
#: Words of a file, and whether they must stand in it.
WORDS = {
    "format": True,
    "version": True,
    "id": False,
    "title": True,
    "description": False,
    "fields": True,
    "questions": True,
    "texts": False,
    # what those were made from; a file of before this word does not tell
    "translated_from": False,
    # what the form had besides, for who reads the file: nothing is made of it
    "left_out": False,
}


def document_to_json(document: OnlineDocument) -> dict[str, Any]:
    """Return a document with its form: no owner, no dates, no requests, no people.

    What of the form does not go along is named under ``left_out``; from which texts the
    translations were made, as far as that is known, under ``translated_from``.

    :raises FormBrokenError: the form cannot be read.
    """
    left_out, sources = left_out_to_json(document.form), sources_of(document)
    return {
        "format": shape.FORMAT,
        "version": shape.VERSION,
        **({"left_out": left_out} if left_out else {}),
        "id": document.getId(),
        "title": document.title,
        "description": document.description or "",
        "fields": fields_to_json(document),
        "questions": [question_to_json(one) for one in questions_of(document.form)],
        "texts": {language: dict(said) for language, said in document.texts.items()},
        **({"translated_from": sources} if sources else {}),
        **parts_to_json(document),
    }


def document_to_file(document: OnlineDocument) -> bytes:
    """Return the file of a document: UTF-8, a value per line."""
    found = document_to_json(document)
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def read_file(data: bytes) -> dict[str, Any]:
    """Return what stands in a file.

    :raises FileTooLargeError: it is larger than any document.
    :raises FileUnreadableError: it is no JSON object.
    """
    if len(data) > shape.LARGEST_FILE_BYTES:
        raise FileTooLargeError
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise FileUnreadableError from None
    if not isinstance(found, dict):
        raise FileUnreadableError
    return found


def make_document(desk: Eloket, found: dict[str, Any]) -> OnlineDocument:
    """Make a draft of what stands in a file; never published.

    Everything is checked before anything is made.

    :raises FormatUnknownError: another kind of file.
    :raises ImportRefusedError: something in it is not on our lists; says where.
    :raises InvalidAnswerError: a part of a room above is not right; see IExchangePart.
    """
    check_format(found)
    shape.check_harmless(found)
    check_words(found)
    values = fields_from_json(found["fields"])
    model = model_from_json(found["questions"])
    texts = texts_from_json(found, "texts")
    sources = texts_from_json(found, "translated_from")
    check_parts(found)
    document = createContentInContainer(
        desk,
        "OnlineDocument",
        title=found["title"].strip(),
        description=found.get("description", ""),
        **values,
        **free_name(desk, found.get("id")),
    )
    set_fields(document, model)
    for language, said in texts.items():
        set_words(document, language, said)
        made_from = sources.get(language, {})
        kept = document.texts.get(language, {})
        known = {place: made_from[place] for place in kept if place in made_from}
        set_sources(document, language, known)
    keep_parts(document, found)
    return document


def check_format(found: dict[str, Any]) -> None:
    """:raises FormatUnknownError: another kind of file, or of another version."""
    if found.get("format") != shape.FORMAT or found.get("version") != shape.VERSION:
        raise FormatUnknownError


def check_words(found: dict[str, Any]) -> None:
    """Look at the words of the file itself.

    :raises WordUnknownError: there is no such word.
    :raises ValueRefusedError: one is missing, or not right.
    """
    for word in found:
        if word not in WORDS and not is_part(word):
            raise WordUnknownError(word)
    for word, needed in WORDS.items():
        if needed and word not in found:
            raise ValueRefusedError(word)
    check_line(found["title"], "title", shape.LONGEST_LINE)
    check_line(found.get("description", ""), "description", shape.LONGEST_TEXT)
    if not found["title"].strip():
        raise ValueRefusedError("title")
    if not is_left_out(found.get("left_out", [])):
        raise ValueRefusedError("left_out")


def texts_from_json(file: dict[str, Any], word: str) -> dict[str, dict[str, str]]:
    """Return what a file says by language and place; nothing where it has no such word.

    :raises ValueRefusedError: no language that we speak, or no texts.
    """
    found = file.get(word, {})
    if not isinstance(found, dict) or not set(found) <= set(LANGUAGES):
        raise ValueRefusedError(word)
    for language, said in found.items():
        if not isinstance(said, dict) or len(said) > shape.MOST_TEXTS:
            raise ValueRefusedError(f"{word}/{language}")
        for place, text in said.items():
            check_line(text, f"{word}/{language}/{place}", shape.LONGEST_TEXT)
    return found


def check_line(value: Any, where: str, longest: int) -> None:
    """:raises ValueRefusedError: no text, too long, or with signs that do not print."""
    if not isinstance(value, str) or len(value) > longest:
        raise ValueRefusedError(where)
    if not is_plain(value, lines=True):
        raise ValueRefusedError(where)


def free_name(desk: Eloket, wished: Any) -> dict[str, str]:
    """Return the short name to give; nothing when Plone is to make one of the title."""
    good = isinstance(wished, str) and SHORT_NAME.fullmatch(wished)
    if good and wished not in RESERVED_IDS and wished not in desk:
        return {"id": wished}
    return {}
