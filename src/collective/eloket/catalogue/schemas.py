"""The questions of a form as JSON Schema (draft 2020-12)."""

from collective.eloket.catalogue.conditions import Clause
from collective.eloket.catalogue.filekinds import types_of
from collective.eloket.catalogue.kinds import LONGEST_NUMBER
from collective.eloket.catalogue.kinds import LONGEST_PART
from collective.eloket.catalogue.kinds import PART_NAMES
from collective.eloket.catalogue.questions import LONGEST_LINE
from collective.eloket.catalogue.questions import LONGEST_TEXT
from collective.eloket.catalogue.questions import Question


_FILE = {
    "type": "object",
    "properties": {"filename": {"type": "string"}, "data": {"type": "string"}},
    "required": ["filename", "data"],
}


_NUMBER = {"type": "string", "maxLength": LONGEST_NUMBER}
_ADDRESS = {
    "type": "object",
    "properties": {
        name: {"type": "string", "maxLength": LONGEST_PART} for name in PART_NAMES
    },
    "required": [name for name in PART_NAMES if name != "box"],
    "additionalProperties": False,
}


def schema_of(questions: tuple[Question, ...]) -> dict:
    """Return the schema of the answers; a rule becomes an ``if`` with its ``then``."""
    always = [one.name for one in questions if one.required and one.when is None]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {question.name: property_of(question) for question in questions},
        "required": always,
        "additionalProperties": False,
    }
    kinds = {question.name: question.kind for question in questions}
    rules = [rule_of(question, kinds) for question in questions if question.when]
    return schema | ({"allOf": rules} if rules else {})


def rule_of(question: Question, kinds: dict[str, str]) -> dict:
    """Return when an answer is needed; where it is not asked, none is kept."""
    clauses = [looked_at(clause, kinds) for clause in question.when.clauses]
    needed = [question.name] if question.required else []
    return {"if": {"allOf": clauses}, "then": {"required": needed}}


def looked_at(clause: Clause, kinds: dict[str, str]) -> dict:
    """Return the schema of answers for which a clause holds."""
    kind = kinds[clause.question]
    answers = list(clause.answers)
    if kind == "yes_no":
        answers = [answer == "yes" for answer in answers]
    found = {"contains": {"enum": answers}} if kind == "choices" else {"enum": answers}
    if clause.negated:
        found = {"not": found}
    if kind == "choices":
        found |= {"minItems": 1}
    return {"properties": {clause.question: found}, "required": [clause.question]}


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
        "national_number": _NUMBER,
        "enterprise": _NUMBER,
        "phone": _NUMBER,
        "iban": _NUMBER,
        "address": _ADDRESS,
    }
    described = {"title": question.title, **kinds[question.kind]}
    if question.kind == "file":
        described["x-accept"] = types_of(question.files)
    if question.hint:
        described["description"] = question.hint
    return described
