"""The limits of a question, as JSON and back: least and most, shortest and longest."""

from collections.abc import Iterator
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.questions import Question
from datetime import date
from typing import Any


#: Limits that a field has, by the word of the file and of the model.
LIMITS = ("min", "max", "min_length", "max_length")
LONGEST_LENGTH = shape.LONGEST_TEXT


def limits_to_json(question: Question) -> dict[str, Any]:
    """Return the limits of a question's field that are in a file."""
    return {
        limit: value
        for limit, value in _limits_of(question)
        if _is_limit(question.kind, limit, value)
    }


def dropped_limits(question: Question) -> list[str]:
    """Return the limits of a question's field that are not in a file."""
    return [
        limit
        for limit, value in _limits_of(question)
        if not _is_limit(question.kind, limit, value)
    ]


def _limits_of(question: Question) -> Iterator[tuple[str, Any]]:
    for limit in LIMITS:
        value = getattr(question.field, limit, None)
        value = value.isoformat() if isinstance(value, date) else value
        # a line of text has no shortest length, but says 0
        if value is not None and (limit, value) != ("min_length", 0):
            yield limit, value


def limits_from_json(found: dict, where: str) -> tuple[tuple[str, str], ...]:
    """Return the limits as a model writes them.

    :raises ValueRefusedError: the kind has no such limit, or it is none.
    """
    kind = found["kind"]
    limits = []
    for word in LIMITS:
        if word not in found:
            continue
        if not _is_limit(kind, word, found[word]):
            raise ValueRefusedError(f"{where}/{word}")
        limits.append((word, str(found[word])))
    return tuple(limits)


def _is_limit(kind: str, word: str, value: Any) -> bool:
    if word in ("min_length", "max_length"):
        return kind in ("line", "text") and 0 <= value <= LONGEST_LENGTH
    if kind == "number":
        return isinstance(value, int)
    if kind == "date" and isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return False
