"""The steps of a form: its questions, cut where the editor made fieldsets."""

from collections.abc import Iterable
from collective.eloket.catalogue.questions import Question
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Step:
    """Questions asked together; ``title`` is empty for those of no fieldset."""

    title: str
    questions: tuple[Question, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of its questions."""
        return frozenset(question.name for question in self.questions)


def steps_of(questions: Iterable[Question]) -> list[Step]:
    """Return the steps in order; always one at least."""
    found = [
        Step(title, tuple(group))
        for title, group in groupby(questions, lambda one: one.group or "")
    ]
    return found or [Step("", ())]
