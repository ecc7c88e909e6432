"""What stands in a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """How who reads a letter finds out whether it is genuine; words in its language.

    ``address`` with the code is in the QR code, and is written without.
    """

    code: str
    address: str
    sealed_by: str
    where: str
    #: What the QR code is called for who does not see it.
    alt: str


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All words of a letter, in its language; ``answers`` are (question, answer).

    ``sender`` and ``signature`` are lines. ``images`` are the files that the template
    may ask for as ``letter:<name>``: (media type, bytes) by name.
    """

    language: str
    municipality: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...] = field(repr=False)
    title: str
    reference: str
    meta: str
    intro: str
    answers: tuple[tuple[str, str], ...] = field(repr=False)
    signature: tuple[str, ...]
    images: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    #: What ``logo`` and ``scan``, when they are among them, are called aloud.
    alts: Mapping[str, str] = field(default_factory=dict)
    #: None: nobody can verify it, as what a citizen answered.
    check: Check | None = None
    #: Markup that an editor's text became, in place of ``intro`` and ``answers``.
    body: str = field(default="", repr=False)


def answer_lines(
    labels: list[list[str]], answers: Mapping[str, Any], yes: str, no: str
) -> tuple[tuple[str, str], ...]:
    """Return question and answer as they are printed; what has no answer is left out.

    ``yes`` and ``no`` are the words for what was ticked or not.
    """
    words = {True: yes, False: no}
    lines = []
    for name, title in labels:
        text = _answer_text(answers.get(name), words)
        if text:
            lines.append((title, text))
    return tuple(lines)


def answer_text(answer: Any, yes: str, no: str) -> str:
    """Return one answer as it is printed; empty for none."""
    return _answer_text(answer, {True: yes, False: no})


def _answer_text(answer: Any, words: dict[bool, str]) -> str:
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return words[answer]
    if isinstance(answer, list):
        return ", ".join(_answer_text(part, words) for part in answer)
    return str(answer)
