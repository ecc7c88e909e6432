"""The steps of a form: the fieldsets of its model, and a last look at all answers."""

from collective.eloket import _
from collective.eloket.catalogue.browser.sending import Sending
from collective.eloket.catalogue.browser.typed import FIELD
from collective.eloket.catalogue.conditions import asked_of
from collective.eloket.catalogue.conditions import Clause
from collective.eloket.catalogue.conditions import tokens_of
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import prefilled_values
from collective.eloket.catalogue.steps import Step
from collective.eloket.catalogue.steps import steps_of
from collective.eloket.catalogue.words import NO
from collective.eloket.catalogue.words import YES
from functools import cached_property
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message

import json


class Steps(Sending):
    """The part of a form page that knows its steps and rules; mixed into the page."""

    @cached_property
    def prefilled(self) -> dict[str, Any]:
        """What the citizen said before, else the editor put there, by question."""
        return prefilled_values(self.questions, known_of(self.session))

    @cached_property
    def steps(self) -> list[Step]:
        """The steps; one alone is the whole form, without a last look."""
        return steps_of(self.questions)

    @property
    def has_steps(self) -> bool:
        """Is the form asked step by step?"""
        return len(self.steps) > 1

    @cached_property
    def number(self) -> int:
        """Which step this is, from 1; the last look is one more than there are."""
        sent = self.request.form.get("stap")
        if isinstance(sent, str) and sent.isdecimal():
            return max(1, min(int(sent[:3]), self.last))
        return max(1, self.draft.step) if self.draft and not self.posted else 1

    @property
    def last(self) -> int:
        """The number of the last step; where there are several, the look at all."""
        return len(self.steps) + self.has_steps

    @property
    def is_review(self) -> bool:
        """Is this the look at all answers?"""
        return self.has_steps and self.number == self.last

    @property
    def is_end(self) -> bool:
        """Is the request sent from this page?"""
        return self.number == self.last

    @property
    def back_url(self) -> str:
        """Where the step before this one is."""
        return self.own_url(stap=self.step_after(self.number, -1))

    @cached_property
    def has_rules(self) -> bool:
        """Is any question asked only sometimes?"""
        return any(question.when is not None for question in self.questions)

    @property
    def page_names(self) -> frozenset[str]:
        """See Typed."""
        if not self.has_steps:
            return frozenset(question.name for question in self.questions)
        return frozenset() if self.is_review else self.steps[self.number - 1].names

    def step_line(self) -> Message:
        """Return the words that say where one is."""
        return _(
            "text_step",
            default="Step ${number} of ${last}: ${title}",
            mapping={
                "number": str(self.number),
                "last": str(self.last),
                "title": self.step_titles[self.number - 1],
            },
        )

    @property
    def step_titles(self) -> list[Message | str]:
        """What the steps are called, the last look with them."""
        titles = [step.title or FIRST for step in self.steps]
        return [*titles, REVIEW] if self.has_steps else titles

    def step_lines(self) -> list[dict[str, Any]]:
        """Return the steps as the page shows them."""
        return [
            {"title": title, "done": place < self.number, "now": place == self.number}
            for place, title in enumerate(self.step_titles, 1)
        ]

    def step_after(self, number: int, way: int) -> int:
        """Return the next step in that direction that asks something."""
        number += way
        while 1 < number < self.last and not self.asks(number):
            number += way
        return max(1, min(number, self.last))

    def asks(self, number: int) -> bool:
        """Is there a question in that step, as far as is known now?"""
        names = self.steps[number - 1].names
        return any(
            one.name in names and one.name not in self.locked for one in self.all_asked
        )

    def step_of(self, name: str) -> int:
        """Return the number of the step of a question."""
        return next(
            number for number, step in enumerate(self.steps, 1) if name in step.names
        )

    @property
    def all_asked(self) -> list[Question]:
        """The questions that are asked for the answers of now, the locked ones too."""
        return asked_of(self.questions, self.answers_now())

    def value_of(self, question: Question) -> Any:
        """Return what stands in the field: what was typed, else what was said before.

        Never what an address says: only a form that was sent, and a draft, fill in.
        """
        if self.posted and not self.has_steps:
            return self.request.form.get(FIELD + question.name, "")
        kept = self.merged or self.draft
        if kept is None or question.name not in (kept.shown or self.all_names):
            return self.prefilled.get(question.name, "")
        if question.name in self.left_out:
            return ""
        return kept.answers.get(question.name, "")

    @cached_property
    def all_names(self) -> frozenset[str]:
        """The names of all questions."""
        return frozenset(question.name for question in self.questions)

    def answers_now(self) -> dict[str, Any]:
        """Return the answers that count now, by question."""
        return {question.name: self.value_of(question) for question in self.questions}

    def asked(self) -> list[Question]:
        """Return the questions that this page asks."""
        if not self.has_steps and not self.has_rules:
            return [one for one in self.questions if one.name not in self.locked]
        given = self.answers_now()
        names = self.page_names
        seen: dict[str, Any] = {}
        found = []
        for question in self.questions:
            elsewhere = [
                one for one in clauses_of(question) if one.question not in names
            ]
            if not all(clause.holds(seen) for clause in elsewhere):
                continue
            if question.name in names and question.name not in self.locked:
                found.append(question)
            elif question.when is None or question.when.holds(seen):
                seen[question.name] = given.get(question.name)
        return found

    def rule_of(self, question: Question) -> str | None:
        """Return the rule for ``conditions.js``; None when the server judged it."""
        names = self.page_names
        clauses = clauses_of(question)
        if not any(clause.question in names for clause in clauses):
            return None
        return json.dumps([clause.to_data() for clause in clauses])

    def given_elsewhere(self) -> str | None:
        """Return the answers of other steps that rules of this page look at."""
        if not (self.has_steps and self.has_rules):
            return None
        looked = {one.question for q in self.asked() for one in clauses_of(q)}
        asked = {question.name for question in self.all_asked}
        return json.dumps(
            {
                name: sorted(tokens_of(value))
                for name, value in self.answers_now().items()
                if name in looked - self.page_names and name in asked
            }
        )

    def said(self, words: Message | str) -> str:
        """Return words in the reader's language."""
        return translate(words, context=self.request)

    def rule_words(self, question: Question) -> list[dict[str, Any]]:
        """Return when it is asked, in words, for who has no script."""
        titled = {one.name: one for one in self.questions}
        return [
            {
                "question": titled[clause.question].title,
                "answers": [
                    self.title_of_token(titled[clause.question], token)
                    for token in clause.answers
                ],
                "negated": clause.negated,
            }
            for clause in clauses_of(question)
            if clause.question in self.page_names
        ]

    def title_of_token(self, question: Question, token: str) -> Message | str:
        """Return what an answer is called."""
        if question.kind == "yes_no":
            return YES_NO.get(token, token)
        return question.title_of(token)


def clauses_of(question: Question) -> tuple[Clause, ...]:
    """Return the clauses of a question's rule."""
    return () if question.when is None else question.when.clauses


FIRST = _("step_first", default="Your data")
REVIEW = _("step_review", default="Check")
YES_NO = {"yes": YES, "no": NO}
