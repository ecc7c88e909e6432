"""``GET <document>/@eloket-form``: what is asked, what is known and what is locked."""

from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.errors import DocumentClosedError
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.restapi.documents import summary_of
from collective.eloket.catalogue.schemas import schema_of
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import locked_values
from collective.eloket.catalogue.service import prefilled_values
from collective.eloket.catalogue.steps import Step
from collective.eloket.catalogue.steps import steps_of
from collective.eloket.http.service import EloketService
from collective.eloket.parameters.model import Value
from typing import Any


class FormGet(EloketService):
    """A stranger gets the questions; who is signed in, the known values too."""

    def respond(self) -> dict:
        """Return ``{document, schema, values, locked, steps}``.

        A form that is one page is one step without a title.

        :raises DocumentClosedError: the document is not on offer.
        """
        if not is_open(self.context):
            raise DocumentClosedError
        questions = form_questions(self.context)
        known = known_of(self.session)
        if known:
            self.audited(
                subject=self.session.user_id,
                action="form.view",
                object=self.context.getId(),
            )
        return form_json(self.context, questions, known)


def form_json(
    document: OnlineDocument, questions: tuple[Question, ...], known: dict[str, Value]
) -> dict[str, Any]:
    """Return what a form asks, and what stands in it for whom that is known of."""
    return {
        "document": summary_of(document),
        "schema": schema_of(questions),
        "values": values_of(questions, known),
        "locked": [
            why(name, value) for name, value in locked_values(questions, known).items()
        ],
        "steps": [
            {"title": step.title or None, "questions": names_of(step)}
            for step in steps_of(questions)
        ],
    }


def names_of(step: Step) -> list[str]:
    """Return the names of a step's questions, in order."""
    return [question.name for question in step.questions]


def values_of(questions: tuple[Question, ...], known: dict[str, Value]) -> dict:
    """Return the values that stand in the form already, by question."""
    locked = locked_values(questions, known)
    values = {name: value.value for name, value in locked.items()}
    return values | prefilled_values(questions, known)


def why(name: str, value: Value) -> dict:
    """Return why a value cannot be changed here."""
    return {
        "name": name,
        "source": value.source,
        "level": value.level.label,
        "at": value.at.isoformat(),
    }
