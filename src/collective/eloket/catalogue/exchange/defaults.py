"""What stands in a question at first, as JSON and back: plain values only."""

from collective.eloket.catalogue.exchange.errors import ExpressionRefusedError
from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.questions import LONGEST_LINE
from collective.eloket.catalogue.questions import LONGEST_TEXT
from collective.eloket.catalogue.questions import Question
from datetime import date
from typing import Any

import re


#: How expressions of TALES begin, or stand in a text (Zope Page Templates Reference).
EXPRESSION = re.compile(
    r"\s*(?:python|path|string|nocall|exists|not|defer|lazy|structure|provider|load"
    r"|import)\s*:|.*\$\{",
    re.IGNORECASE | re.DOTALL,
)


def default_to_json(question: Question) -> Any:
    """Return what stands in a question at first; None for nothing that travels."""
    found = question.default
    if question.kind not in TAKES or found is None:
        return None
    if question.kind == "number":
        return int(found)
    return found == "yes" if question.kind == "yes_no" else found


def default_from_json(found: dict[str, Any], where: str) -> tuple[str, ...] | None:
    """Return the default as a model writes it, one text per value; None: there is none.

    :raises ExpressionRefusedError: it looks as what other forms would run.
    :raises ValueRefusedError: a question of that kind has none, or it is no answer.
    """
    value = found.get("default")
    if value is None:
        return None
    if isinstance(value, str) and EXPRESSION.match(value):
        raise ExpressionRefusedError(f"{where}/default")
    takes = TAKES.get(found["kind"])
    if takes is None or not takes(found, value):
        raise ValueRefusedError(f"{where}/default")
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _is_text(found: dict, value: Any, longest: int = LONGEST_TEXT) -> bool:
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        return False
    shortest = found.get("min_length", 0)
    return shortest <= len(value) <= min(found.get("max_length", longest), longest)


def _is_line(found: dict, value: Any) -> bool:
    return _is_text(found, value, LONGEST_LINE) and "\n" not in value


def _is_number(found: dict, value: Any) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and found.get("min", value) <= value <= found.get("max", value)


def _is_date(found: dict, value: Any) -> bool:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    first, last = (found.get(word, value) for word in ("min", "max"))
    return date.fromisoformat(first) <= day <= date.fromisoformat(last)


def _is_choice(found: dict, value: Any) -> bool:
    return isinstance(value, str) and value in dict(found["choices"])


def _are_choices(found: dict, value: Any) -> bool:
    several = isinstance(value, list) and bool(value)
    return several and all(_is_choice(found, one) for one in value)


#: Kinds that can have one → is that value an answer?
TAKES = {
    "line": _is_line,
    "text": _is_text,
    "number": _is_number,
    "date": _is_date,
    "yes_no": lambda _found, value: isinstance(value, bool),
    "choice": _is_choice,
    "choices": _are_choices,
}
