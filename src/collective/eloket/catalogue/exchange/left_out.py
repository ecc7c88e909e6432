"""What of a form does not go along: we do not do it, or have no words for it."""

from collections.abc import Iterator
from collective.eloket.catalogue.easyform.models import ignored_settings
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.easyform.models import unknown_fields
from collective.eloket.catalogue.easyform.written import checks_of
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.exchange.bounds import dropped_limits
from collective.eloket.catalogue.exchange.defaults import default_to_json
from collective.eloket.catalogue.questions import Question
from dataclasses import asdict
from dataclasses import dataclass
from typing import Any


#: The whole question; one of its checks; a setting of easyform; what stands in it at
#: first; the shortest, longest, least or most.
KIND, CHECK, SETTING, DEFAULT, LIMIT = "kind", "check", "setting", "default", "limit"
WHATS = frozenset({KIND, CHECK, SETTING, DEFAULT, LIMIT})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that does not go along; ``name`` as easyform calls it, or empty."""

    question: str
    what: str
    name: str = ""


def left_out_of(form) -> list[LeftOut]:
    """Return what of a form stands in no file of its document, in its order.

    :raises FormBrokenError: the form cannot be read.
    """
    questions = questions_of(form)
    text = form.fields_model or ""
    if not text.strip():
        return []
    return [
        *(LeftOut(name, KIND) for name in unknown_fields(text)),
        *(LeftOut(name, SETTING, what) for name, what in _settings(text)),
        *(one for question in questions for one in _of_question(question)),
    ]


def left_out_to_json(form) -> list[dict[str, str]]:
    """Return the same as JSON."""
    return [asdict(one) for one in left_out_of(form)]


def is_left_out(found: Any) -> bool:
    """Is that a list as ``left_out_to_json`` makes one?"""
    return isinstance(found, list) and all(
        isinstance(one, dict)
        and one.keys() == {"question", "what", "name"}
        and one["what"] in WHATS
        and all(_is_short(text) for text in one.values())
        for one in found[: shape.MOST_TEXTS + 1]
    )


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= shape.LONGEST_LINE


def _settings(text: str) -> Iterator[tuple[str, str]]:
    for name, setting in ignored_settings(text):
        # which checks, and not only that there are some, is told below
        if setting != "validators":
            yield name, setting


def _of_question(question: Question) -> Iterator[LeftOut]:
    for check in checks_of(question):
        if check not in shape.CHECKS:
            yield LeftOut(question.name, CHECK, check)
    for limit in dropped_limits(question):
        yield LeftOut(question.name, LIMIT, limit)
    if question.default is not None and default_to_json(question) is None:
        yield LeftOut(question.name, DEFAULT)
