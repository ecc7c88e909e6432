"""How the questions of a form look on the page."""

from collective.eloket import _
from collective.eloket.catalogue.browser.typed import FIELD
from collective.eloket.catalogue.browser.typed import Typed
from collective.eloket.catalogue.drafts import KeptFile
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import locked_values
from collective.eloket.catalogue.service import prefilled_values
from collective.eloket.parameters.words import known_ending
from collective.eloket.parameters.words import SOURCES
from functools import cached_property
from zope.i18nmessageid import Message


AUTOCOMPLETE = {"email": "email", "phone": "tel"}
INPUT_TYPES = {"line": "text", "number": "number", "date": "date", "file": "file"}
GROUPS = ("choice", "choices", "yes_no")


class FormFields(Typed):
    """The part of a form page that draws the questions; mixed into the page."""

    problems: dict[str, Message] = {}  # noqa: RUF012 - replaced, never changed

    @cached_property
    def locked(self) -> dict:
        """What is proven, by question."""
        return locked_values(self.questions, known_of(self.session))

    @cached_property
    def prefilled(self) -> dict[str, str]:
        """What the citizen said before, by question."""
        return prefilled_values(self.questions, known_of(self.session))

    def asked(self) -> list[Question]:
        """Return the questions that the citizen answers."""
        return [item for item in self.questions if item.name not in self.locked]

    def known(self) -> list[dict]:
        """Return what is shown as text, with its source."""
        found = []
        for question in self.questions:
            value = self.locked.get(question.name)
            if value is not None:
                text = value.value or _("text_hidden", default="hidden")
                if question.source == "national_number" and value.value:
                    text = known_ending(text)
                source = SOURCES.get(value.source, value.source)
                found.append({"title": question.title, "text": text, "source": source})
        return found

    def value_of(self, question: Question):
        """Return what stands in the field: what was typed, else what was said before.

        Never what an address says: only a form that was sent, and a draft, fill in.
        """
        if self.posted:
            return self.request.form.get(FIELD + question.name, "")
        if self.draft is not None:
            return self.draft.answers.get(question.name, "")
        return self.prefilled.get(question.name, "")

    def is_chosen(self, question: Question, token: str) -> bool:
        """Is this choice marked?"""
        value = self.value_of(question)
        return token in value if isinstance(value, list) else token == value

    def kept_file(self, question: Question) -> KeptFile | None:
        """Return the file that is kept already for a question, or None."""
        return self.draft.files.get(question.name) if self.draft else None

    def field_name(self, question: Question) -> str:
        """Return the name of the question's field."""
        return FIELD + question.name

    def field_id(self, question: Question) -> str:
        """Return the id of the question's field."""
        return f"vraag-{question.name}"

    def described_by(self, question: Question) -> str | None:
        """Return the ids of hint and error, in that order."""
        ids = []
        if question.hint or question.kind == "file":
            ids.append(f"{self.field_id(question)}-hint")
        if question.name in self.problems:
            ids.append(f"{self.field_id(question)}-fout")
        return " ".join(ids) or None

    def input_type(self, question: Question) -> str:
        """Return the type of the input."""
        if question.source == "email":
            return "email"
        return "tel" if question.source == "phone" else INPUT_TYPES[question.kind]

    def autocomplete(self, question: Question) -> str | None:
        """Return what the browser may fill in."""
        return AUTOCOMPLETE.get(question.source)

    def first_id(self, question: Question) -> str:
        """Return the id that a line of the error list leads to."""
        own = self.field_id(question)
        return f"{own}-0" if question.kind in GROUPS else own

    def options(self, question: Question) -> list[tuple[str, object]]:
        """Return the choices of a question."""
        if question.kind == "yes_no":
            return [
                ("yes", _("answer_yes", default="Yes")),
                ("no", _("answer_no", default="No")),
            ]
        return list(question.choices)

    def errors(self) -> list[dict]:
        """Return the lines of the error list."""
        return [
            {
                "question": question,
                "href": f"#{self.first_id(question)}",
                "message": self.problems[question.name],
            }
            for question in self.questions
            if question.name in self.problems
        ]

    @property
    def kept_names(self) -> str:
        """The names of the files that are kept; empty when there are none."""
        files = self.draft.files.values() if self.draft else ()
        return ", ".join(kept.name for kept in files)

    @property
    def has_files(self) -> bool:
        """Must the form be sent with files?"""
        return any(question.kind == "file" for question in self.questions)
