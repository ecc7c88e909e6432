"""Which fields the letter of a document has, and what stands in them."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.trial import PROVEN
from collective.eloket.documents.model import LetterContent
from collective.eloket.interfaces import IOnlineDocument
from html import escape
from typing import Any
from zope.i18nmessageid import Message


#: All questions with their answers, as a table.
ANSWERS = "antwoorden"
#: How the field of one question begins; its name follows.
ANSWER = "antwoord."

#: Fields that every letter has → what stands in them.
GENERAL: Mapping[str, Message] = {
    "naam": _("letter_field_name", default="name of the applicant"),
    "over": _("letter_field_subject", default="name of whom it is about"),
    "document": _("letter_field_document", default="title of the document"),
    "referentie": _("letter_field_reference", default="reference of the request"),
    "datum": _("letter_field_day", default="day of the decision"),
    "gemeente": _("letter_field_municipality", default="name of the municipality"),
    ANSWERS: _("letter_field_answers", default="all questions and answers, as a table"),
}


def usable_fields(document: IOnlineDocument) -> dict[str, Message | str]:
    """Return the fields of a document's letter → what stands in them."""
    questions = {
        ANSWER + question.name: question.title
        for question in form_questions(document)
        if question.kind != "file"
    }
    return {**GENERAL, **questions}


def fields_of_file(questions: list[dict[str, Any]]) -> set[str]:
    """Return the fields of a document that a file describes, before it is made."""
    asked = {ANSWER + one["name"] for one in questions if one["kind"] != "file"}
    return {*GENERAL, *asked}


def values_of(letter: LetterContent, subject: str, day: str) -> dict[str, str]:
    """Return what stands in the general fields of a letter."""
    return {
        "naam": letter.addressee[0],
        "over": subject or letter.addressee[0],
        "document": letter.title,
        "referentie": letter.reference,
        "datum": day,
        "gemeente": letter.municipality,
    }


def table_of(answers: tuple[tuple[str, str], ...]) -> str:
    """Return questions and answers as a table with headings."""
    rows = (
        f'<tr><th scope="row">{escape(question)}</th><td>{escape(answer)}</td></tr>'
        for question, answer in answers
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>" if answers else ""


def example_answers(document: IOnlineDocument) -> dict[str, str]:
    """Return an example of each answer: of nobody, or the first choice."""
    found = {}
    for question in form_questions(document):
        known = PROVEN.get(question.source or question.name, "…")
        found[question.name] = question.choices[0][1] if question.choices else known
    return found
