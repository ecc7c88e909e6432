"""The form page: what we know is shown as text, the rest is asked."""

from collective.eloket import _
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.calendar import due_date
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.orders import submit
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import locked_values
from collective.eloket.catalogue.service import prefilled_values
from collective.eloket.catalogue.uploads import upload_of
from collective.eloket.clock import utcnow
from collective.eloket.http.errors import tell_status
from collective.eloket.http.view import EloketView
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zoneinfo import ZoneInfo
from zope.i18nmessageid import Message

import secrets
import transaction


BRUSSELS = ZoneInfo("Europe/Brussels")

#: Prefix of the questions' fields, so that none can be taken for one of ours.
FIELD = "vraag."

#: Source of a value → how the page says where it is from.
SOURCES = {
    "eid-card": _("source_card", default="from your eID"),
    "provider": _("source_provider", default="from your sign-in"),
    "population register": _("source_register", default="from the population register"),
    "clerk": _("source_clerk", default="checked at the counter"),
}

AUTOCOMPLETE = {"email": "email", "phone": "tel"}
INPUT_TYPES = {"line": "text", "number": "number", "date": "date", "file": "file"}


class FormPage(EloketView):
    """GET shows the form, POST sends it; a refusal keeps every answer."""

    template = ViewPageTemplateFile("templates/form.pt")
    words = words
    problems: dict[str, Message] = {}  # noqa: RUF012 - replaced, never changed

    def respond(self):
        """Show the form, or make a case and lead to its confirmation."""
        try:
            check_may_ask(self.context, self.session)
        except AssuranceTooLowError:
            if self.posted:
                raise
            return self.redirect(self.context.absolute_url())
        return self.send() if self.posted else self.show()

    def show(self):
        """Show the form; who sees own proven values is recorded."""
        if self.locked or self.prefilled:
            self.audited(
                subject=self.session.user_id,
                action="form.view",
                object=self.context.getId(),
            )
        return self.template()

    def send(self):
        """Submit; when answers are not right, show the form again with all of them."""
        try:
            case = submit(self.context, self.session, self.sent())
        except AnswersRefusedError as error:
            transaction.doom()
            self.problems = error.problems
            tell_status(error, self.request)
            return self.template()
        return self.redirect(f"{case.url}/bevestiging", status=303)

    def sent(self) -> Sent:
        """Return what the form sent."""
        form = self.request.form
        answers = {
            question.name: self.answer_sent(question)
            for question in self.questions
            if FIELD + question.name in form
        }
        key = form.get("sleutel", "")
        channel = form.get("kanaal")
        return Sent(
            answers=answers,
            channel=channel if isinstance(channel, str) else None,
            idempotency_key=key if isinstance(key, str) else "",
            language=api.portal.get_current_language(),
        )

    def answer_sent(self, question: Question):
        """Return what the form sent for one question."""
        value = self.request.form[FIELD + question.name]
        return upload_of(value) if question.kind == "file" else value

    @property
    def page_title(self) -> Message | None:
        """Say in the window's title that answers are not right."""
        if not self.problems:
            return None
        return _(
            "title_error",
            default="Error: ${title}",
            mapping={"title": self.context.title},
        )

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the form."""
        return form_questions(self.context)

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
                if question.source == "national_number":
                    text = _(
                        "number_known",
                        default="known, ends in ${ending}",
                        mapping={"ending": text[-2:]},
                    )
                source = SOURCES.get(value.source, value.source)
                found.append({"title": question.title, "text": text, "source": source})
        return found

    def value_of(self, question: Question):
        """Return what stands in the field: what was sent, else what was said before."""
        if self.posted:
            return self.request.form.get(FIELD + question.name, "")
        return self.prefilled.get(question.name, "")

    def is_chosen(self, question: Question, token: str) -> bool:
        """Is this choice marked?"""
        value = self.value_of(question)
        return token in value if isinstance(value, list) else token == value

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
        if question.kind in ("choice", "choices", "yes_no"):
            return f"{own}-0"
        return own

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
    def key(self) -> str:
        """The idempotency key: made when the form is shown, kept when it comes back."""
        sent = self.request.form.get("sleutel") if self.posted else None
        return sent if isinstance(sent, str) and sent else secrets.token_urlsafe(24)

    @property
    def due(self):
        """The day on which the answer is there at the latest."""
        today = utcnow().astimezone(BRUSSELS).date()
        return due_date(today, self.context.working_days or 0)

    @property
    def due_text(self) -> str:
        """That day in words of the reader's language."""
        day = self.due
        month = self.request.locale.dates.calendars["gregorian"].months[day.month][0]
        return f"{day.day} {month} {day.year}"

    @property
    def has_files(self) -> bool:
        """Must the form be sent with files?"""
        return any(question.kind == "file" for question in self.questions)
