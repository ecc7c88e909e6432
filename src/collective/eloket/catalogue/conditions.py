"""When is a question asked? One rule, read by the server and by ``conditions.js``.

``reason=rent|move & owner!=yes``: every clause must hold. A clause names an earlier
question with fixed answers. ``=`` holds when one of these answers was given, ``!=``
when there is an answer and it is none of these. What was not answered, or not asked,
makes no clause hold.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from typing import Self

import re


#: question, sign, answers; answers are tokens, apart by ``|``.
CLAUSE = re.compile(r"\s*([A-Za-z_]\w{0,99})\s*(!?=)\s*(\S.{0,499}?)\s*", re.DOTALL)

#: More clauses or answers than any form needs.
MOST_CLAUSES = 5
MOST_ANSWERS = 50

#: Kinds of questions whose answers a rule may look at.
FIXED_KINDS = frozenset({"yes_no", "choice", "choices"})


class ConditionError(ValueError):
    """A rule cannot be read, or looks at what it cannot see; editors mend it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One look at one question."""

    question: str
    answers: tuple[str, ...]
    negated: bool = False

    def holds(self, given: Mapping[str, Any]) -> bool:
        """Does it hold for these answers (as a form sends them, or JSON)?"""
        tokens = tokens_of(given.get(self.question))
        if not tokens:
            return False
        return tokens.isdisjoint(self.answers) == self.negated

    def to_data(self) -> dict[str, Any]:
        """Return it as ``conditions.js`` reads it."""
        return {
            "question": self.question,
            "answers": list(self.answers),
            "negated": self.negated,
        }


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked: when all clauses hold."""

    clauses: tuple[Clause, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule.

        :raises ConditionError: it is none.
        """
        parts = text.split("&")
        if len(parts) > MOST_CLAUSES:
            raise ConditionError(text)
        return cls(tuple(_clause(part) for part in parts))

    def holds(self, given: Mapping[str, Any]) -> bool:
        """Is the question asked, when the asked ones before it were answered so?"""
        return all(clause.holds(given) for clause in self.clauses)

    def to_data(self) -> list[dict[str, Any]]:
        """Return it as ``conditions.js`` reads it."""
        return [clause.to_data() for clause in self.clauses]


def tokens_of(value: Any) -> frozenset[str]:
    """Return the tokens of an answer: a text, a list of them, or yes and no."""
    if isinstance(value, bool):
        return frozenset({"yes" if value else "no"})
    if isinstance(value, str):
        return frozenset({value}) - {""}
    if isinstance(value, list):
        return frozenset(one for one in value if isinstance(one, str)) - {""}
    return frozenset()


def _clause(text: str) -> Clause:
    found = CLAUSE.fullmatch(text)
    if found is None:
        raise ConditionError(text)
    answers = tuple(one.strip() for one in found[3].split("|"))
    if not all(answers) or len(answers) > MOST_ANSWERS:
        raise ConditionError(text)
    return Clause(found[1], answers, found[2] == "!=")


def asked_of(questions: Iterable[Any], given: Mapping[str, Any]) -> list[Any]:
    """Return the questions that are asked, when these answers were given.

    What was given to a question that is not asked counts for nothing further on.
    """
    seen: dict[str, Any] = {}
    asked = []
    for question in questions:
        if question.when is None or question.when.holds(seen):
            asked.append(question)
            seen[question.name] = given.get(question.name)
    return asked


def check_condition(condition: Condition, earlier: Iterable[Any]) -> None:
    """Look whether a rule can be judged with the questions before it.

    :raises ConditionError: it names none of them, or an answer that is not on offer.
    """
    known = {one.name: one for one in earlier if one.kind in FIXED_KINDS}
    for clause in condition.clauses:
        question = known.get(clause.question)
        if question is None or not set(clause.answers) <= set(
            tokens_on_offer(question)
        ):
            raise ConditionError(clause.question)


def tokens_on_offer(question: Any) -> tuple[str, ...]:
    """Return the tokens that can be chosen."""
    if question.kind == "yes_no":
        return ("yes", "no")
    return tuple(token for token, _title in question.choices)
