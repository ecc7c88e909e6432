"""The questions of a form as JSON Schema (draft 2020-12)."""

from collective.eloket.catalogue.questions import LONGEST_LINE
from collective.eloket.catalogue.questions import LONGEST_TEXT
from collective.eloket.catalogue.questions import Question


_FILE = {
    "type": "object",
    "properties": {"filename": {"type": "string"}, "data": {"type": "string"}},
    "required": ["filename", "data"],
}


def schema_of(questions: tuple[Question, ...]) -> dict:
    """Return the schema of the answers."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {question.name: property_of(question) for question in questions},
        "required": [question.name for question in questions if question.required],
        "additionalProperties": False,
    }


def property_of(question: Question) -> dict:
    """Return what one answer must be."""
    tokens = [token for token, _title in question.choices]
    kinds = {
        "line": {"type": "string", "maxLength": LONGEST_LINE},
        "text": {"type": "string", "maxLength": LONGEST_TEXT},
        "yes_no": {"type": "boolean"},
        "choice": {"type": "string", "enum": tokens},
        "choices": {"type": "array", "items": {"type": "string", "enum": tokens}},
        "date": {"type": "string", "format": "date"},
        "number": {"type": "integer"},
        "file": _FILE,
    }
    described = {"title": question.title, **kinds[question.kind]}
    if question.hint:
        described["description"] = question.hint
    return described
