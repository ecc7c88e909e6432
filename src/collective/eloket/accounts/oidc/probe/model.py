"""What a look at a provider finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zope.i18nmessageid import Message


class Verdict(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one outcome says: how bad it is, what was found, and what to do."""

    verdict: Verdict
    words: Message
    todo: Message | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the answer; ``code`` names the outcome, for programs and tests."""

    code: str
    verdict: Verdict
    words: Message
    todo: Message | None

    @classmethod
    def of(cls, code: str, rule: Rule, values: Mapping[str, object]) -> "Finding":
        """Return the line of an outcome, with its values put in."""
        told = {name: shortened(str(value)) for name, value in values.items()}
        todo = None if rule.todo is None else Message(rule.todo, mapping=told)
        return cls(code, rule.verdict, Message(rule.words, mapping=told), todo)


def shortened(text: str, most: int = 200) -> str:
    """Return a text that a provider wrote, on one line and not too long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return plain if len(plain) <= most else f"{plain[:most]}…"
