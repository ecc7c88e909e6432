"""What of all that was typed is sent, and what not: the form may have changed."""

from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser.typed import FIELD
from collective.eloket.catalogue.browser.typed import Typed
from collective.eloket.catalogue.errors import LockedAnswerError
from collective.eloket.catalogue.errors import UnknownAnswerError
from collective.eloket.catalogue.left_out import left_out
from collective.eloket.catalogue.left_out import PROVEN
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import locked_values
from functools import cached_property
from plone import api
from typing import Any
from zope.i18nmessageid import Message


#: Hidden field that names the questions whose answers a page said are left out.
TOLD = "weggelaten"


class Sending(Typed):
    """The part of a form page that sends; mixed into the page."""

    @cached_property
    def locked(self) -> dict:
        """What is proven, by question."""
        return locked_values(self.questions, known_of(self.session))

    @cached_property
    def left_out(self) -> dict[str, Message]:
        """Question → why what was typed for it is not sent; once all came."""
        draft = self.merged or self.draft
        if draft is None and self.posted:
            draft = self.typed(None)
        if draft is None:
            return {}
        return left_out(self.questions, self.locked, self.asked_before, draft)

    @property
    def told(self) -> str:
        """Value of the hidden field ``weggelaten``; empty: all that was typed goes."""
        return " ".join(sorted(self.left_out))

    def check_told(self) -> None:
        """Send nothing before the page said what is left out.

        :raises LockedAnswerError: something is proven since the page was shown.
        :raises UnknownAnswerError: the form was changed since.
        """
        sent = self.request.form.get(TOLD)
        told = sent.split() if isinstance(sent, str) else ()
        new = {name: why for name, why in self.left_out.items() if name not in told}
        if any(why == PROVEN for why in new.values()):
            raise LockedAnswerError
        if new:
            raise UnknownAnswerError

    def sent(self) -> Sent:
        """Return what is sent: what was typed, new files, and files kept before.

        Only for what the form asks, and nobody proved; see ``left_out``.
        """
        return Sent(
            answers=self.open_answers() | self.open_files(),
            channel=self.channel,
            idempotency_key=self.key,
            language=api.portal.get_current_language(),
        )

    def open_answers(self) -> dict[str, Any]:
        """Return what was sent for what can be answered, but files."""
        names = {
            question.name
            for question in self.open_questions()
            if question.kind != "file" and question.name not in self.left_out
        }
        answers = self.plain_answers()
        return {name: value for name, value in answers.items() if name in names}

    def open_files(self) -> dict[str, Upload]:
        """Return the new files, and of those kept before which are still there."""
        kept = self.draft.files if self.draft else {}
        found = {}
        for question in self.open_questions():
            name = question.name
            if question.kind == "file" and name in self.uploads:
                found[name] = self.uploads[name]
            elif question.kind == "file" and name in kept:
                found[name] = drafts.upload_of(self.session, self.context, kept[name])
        return {name: upload for name, upload in found.items() if upload is not None}

    def open_questions(self) -> list[Question]:
        """Return the questions that are answered here: nobody proved their answer."""
        return [one for one in self.questions if one.name not in self.locked]

    def plain_answers(self) -> dict[str, Any]:
        """Return what was sent for all questions but files, wrong types too."""
        if self.has_steps and self.merged is not None:
            return self.merged.answers
        form = self.request.form
        return {
            question.name: form[FIELD + question.name]
            for question in self.questions
            if question.kind != "file" and FIELD + question.name in form
        }
