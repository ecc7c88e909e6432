"""The look at answers: of a step before the next one, of all before sending."""

from collective.eloket.catalogue.browser.steps import Steps
from collective.eloket.catalogue.browser.steps import YES_NO
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.problems import TOO_LONG
from collective.eloket.catalogue.questions import Question
from typing import Any
from zope.i18nmessageid import Message


class Review(Steps):
    """The part of a form page that judges and tells answers; mixed into the page."""

    def page_problems(self) -> dict[str, Message]:
        """Return what is not right with the answers of this page, by question."""
        problems = dict(self.file_problems)
        for question in self.all_asked:
            if question.name in self.page_names and question.name not in self.locked:
                try:
                    self.look_at(question)
                except Problem as problem:
                    problems[question.name] = problem.message
        if self.draft is None and not problems:
            # all together it is more than a draft can hold
            problems = dict.fromkeys(sorted(self.page_names)[:1], TOO_LONG)
        return problems

    def look_at(self, question: Question) -> None:
        """:raises Problem: the answer is missing or not right."""
        if question.kind != "file":
            question.read(self.value_of(question))
        elif not self.kept_file(question):
            question.read(self.uploads.get(question.name))

    def review(self) -> list[dict[str, Any]]:
        """Return all answers in words, each with the way to change it."""
        return [
            {
                "question": question,
                "text": self.answer_text(question),
                "step": self.step_of(question.name),
                "url": self.own_url(stap=self.step_of(question.name))
                + f"#{self.first_id(question)}",
            }
            for question in self.all_asked
            if question.name not in self.locked
        ]

    def answer_text(self, question: Question) -> Message | str:
        """Return an answer as a person reads it; empty when it is not right yet."""
        if question.kind == "file":
            kept = self.kept_file(question)
            return kept.name if kept else ""
        try:
            value = question.read(self.value_of(question))
        except Problem:
            return ""
        if isinstance(value, bool):
            return YES_NO["yes" if value else "no"]
        return question.shown(value)
