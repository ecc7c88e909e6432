"""The questions of a form, as JSON and back."""

from collective.eloket.catalogue.addresses import answers_with
from collective.eloket.catalogue.easyform.models import read_model
from collective.eloket.catalogue.easyform.written import checks_of
from collective.eloket.catalogue.easyform.written import FieldOfModel
from collective.eloket.catalogue.easyform.written import model_of
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.exchange.bounds import limits_from_json
from collective.eloket.catalogue.exchange.bounds import limits_to_json
from collective.eloket.catalogue.exchange.defaults import default_from_json
from collective.eloket.catalogue.exchange.defaults import default_to_json
from collective.eloket.catalogue.exchange.errors import CheckRefusedError
from collective.eloket.catalogue.exchange.errors import KindRefusedError
from collective.eloket.catalogue.exchange.errors import RuleRefusedError
from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.errors import WordUnknownError
from collective.eloket.catalogue.filekinds import FILE_KINDS
from collective.eloket.catalogue.filekinds import USUAL
from collective.eloket.catalogue.questions import Question
from collective.eloket.parameters.words import TITLES
from collective.eloket.plaintext import is_plain
from typing import Any

import re


NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,60}")
#: A rule says which answers; ``conditions`` reads it.
RULE = re.compile(r"[\w\s=!&|.-]{1,500}")

#: Word of a question → what it must be, and the longest text.
WORDS: dict[str, tuple[type, int]] = {
    "name": (str, 60),
    "kind": (str, 40),
    "title": (str, shape.LONGEST_LINE),
    "hint": (str, shape.LONGEST_TEXT),
    "required": (bool, 0),
    "source": (str, 60),
    "when": (str, shape.LONGEST_LINE),
    "step": (str, shape.LONGEST_LINE),
    "choices": (list, shape.MOST_CHOICES),
    "checks": (list, len(shape.CHECKS)),
    "files": (list, len(FILE_KINDS)),
    "min": (int | str, 20),
    "max": (int | str, 20),
    "min_length": (int, 0),
    "max_length": (int, 0),
    # of the question's kind: ``defaults`` looks at it
    "default": (object, shape.LONGEST_TEXT),
}


def question_to_json(question: Question) -> dict[str, Any]:
    """Return a question; what says nothing is left out."""
    found = {
        "name": question.name,
        "kind": question.kind,
        "title": question.title,
        "hint": question.hint,
        "required": bool(question.required),
        "source": question.source,
        "when": rule_text(question),
        "step": question.group,
        "choices": [list(pair) for pair in question.choices],
        "checks": [name for name in checks_of(question) if name in shape.CHECKS],
        "files": [] if question.files == USUAL else list(question.files),
    }
    found |= limits_to_json(question)
    found["default"] = default_to_json(question)
    return {word: value for word, value in found.items() if value not in (None, "", [])}


def rule_text(question: Question) -> str | None:
    """Return when it is asked, as an editor writes it; None: always."""
    if question.when is None:
        return None
    return " & ".join(
        f"{one.question}{'!=' if one.negated else '='}{'|'.join(one.answers)}"
        for one in question.when.clauses
    )


def model_from_json(found: Any) -> str:
    """Return the model of a form that asks these questions.

    :raises ImportRefusedError: something in them is not on our lists.
    """
    if not isinstance(found, list) or len(found) > shape.MOST_QUESTIONS:
        raise ValueRefusedError("questions")
    fields = [
        field_from_json(one, f"questions/{number}") for number, one in enumerate(found)
    ]
    if len({one.name for one in fields}) < len(fields):
        raise ValueRefusedError("questions")
    model = model_of(fields)
    try:
        read_model(model)
    except FormBrokenError:
        raise RuleRefusedError("questions") from None
    return model


def field_from_json(found: Any, where: str) -> FieldOfModel:
    """Return one field of the model.

    :raises ImportRefusedError: see ``model_from_json``.
    """
    check_words(found, where)
    if found.get("kind") not in shape.KINDS:
        raise KindRefusedError(where)
    for name in found.get("checks", ()):
        if not isinstance(name, str) or name not in shape.CHECKS:
            raise CheckRefusedError(where)
    _check_text(found, "name", NAME, where)
    if not str(found.get("title", "")).strip():
        raise ValueRefusedError(f"{where}/title")
    source = found.get("source")
    if source not in (None, *TITLES) or not answers_with(source, found["kind"]):
        raise ValueRefusedError(f"{where}/source")
    if "when" in found and not RULE.fullmatch(found["when"]):
        raise RuleRefusedError(f"{where}/when")
    choices = choices_from_json(found, where)
    limits = limits_from_json(found, where)
    default = default_from_json(found, where)
    return FieldOfModel(
        name=found["name"],
        type=shape.KINDS[found["kind"]],
        title=found["title"],
        hint=found.get("hint", ""),
        required=found.get("required", True),
        source=source,
        when=found.get("when"),
        step=found.get("step", ""),
        choices=choices,
        limits=limits,
        checks=tuple(found.get("checks", ())),
        files=files_from_json(found, where),
        default=default,
    )


def check_words(found: Any, where: str) -> None:
    """Look at the words of a question, and at the types of what they say.

    :raises WordUnknownError: there is no such word.
    :raises ValueRefusedError: of another type, or too long.
    """
    if not isinstance(found, dict):
        raise ValueRefusedError(where)
    for word, value in found.items():
        if word not in WORDS:
            raise WordUnknownError(f"{where}/{word}")
        wanted, longest = WORDS[word]
        right = isinstance(value, wanted) and (
            wanted is object or isinstance(value, bool) == (wanted is bool)
        )
        if not right or (isinstance(value, str | list) and len(value) > longest):
            raise ValueRefusedError(f"{where}/{word}")
        if isinstance(value, str) and not is_plain(value, lines=True):
            raise ValueRefusedError(f"{where}/{word}")


def files_from_json(found: dict, where: str) -> tuple[str, ...]:
    """Return the kinds of files that a question takes; empty: the usual ones.

    :raises ValueRefusedError: it asks no file, or a kind is not on our list.
    """
    names = found.get("files", [])
    if names and found["kind"] != "file":
        raise ValueRefusedError(f"{where}/files")
    if not all(isinstance(name, str) and name in FILE_KINDS for name in names):
        raise ValueRefusedError(f"{where}/files")
    return tuple(names)


def choices_from_json(found: dict, where: str) -> tuple[tuple[str, str], ...]:
    """Return the choices as (token, title); a question that needs them has some.

    :raises ValueRefusedError: they are missing, or not right.
    """
    choices = found.get("choices", [])
    if (found["kind"] in ("choice", "choices")) != bool(choices):
        raise ValueRefusedError(f"{where}/choices")
    for number, one in enumerate(choices):
        pair = isinstance(one, list) and len(one) == 2
        if not pair or not all(isinstance(part, str) for part in one):
            raise ValueRefusedError(f"{where}/choices/{number}")
        token, title = one
        if not TOKEN.fullmatch(token) or not title.strip() or not is_plain(title):
            raise ValueRefusedError(f"{where}/choices/{number}")
    if len({token for token, _title in choices}) < len(choices):
        raise ValueRefusedError(f"{where}/choices")
    return tuple((token, title) for token, title in choices)


def _check_text(found: dict, word: str, pattern: re.Pattern, where: str) -> None:
    if not pattern.fullmatch(str(found.get(word, ""))):
        raise ValueRefusedError(f"{where}/{word}")
