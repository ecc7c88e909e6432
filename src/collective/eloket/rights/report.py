"""A look in lines: ids of documents and numbers, no personal data."""

from collections.abc import Iterator
from collective.eloket.catalogue.finding import find_document
from collective.eloket.rights.retention import DUE
from collective.eloket.rights.retention import FAILED
from collective.eloket.rights.retention import HELD
from collective.eloket.rights.retention import NEAR
from collective.eloket.rights.rules import rule_of
from collective.eloket.rights.store import Look
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What a look found of one document; ``name`` and ``title`` maybe of one gone."""

    uid: str
    name: str
    title: str
    days: int
    way: str
    due: int
    held: int
    near: int
    failed: int


def lines_of(look: Look) -> list[Line]:
    """Return a look in lines, by title of the documents."""
    lines = [_line(uid, found) for uid, found in look.found.items()]
    return sorted(lines, key=lambda line: (line.title.casefold(), line.uid))


def as_text(look: Look) -> Iterator[str]:
    """Yield a look as lines of text for operators."""
    ended = look.finished
    state = "not at its end" if ended is None else ended.isoformat(timespec="seconds")
    yield f"day {look.day.isoformat()}, {state}"
    for line in lines_of(look):
        yield (
            f"{line.name}: after {line.days} days {line.way}: {line.due}; "
            f"held: {line.held}; within 30 days: {line.near}; failed: {line.failed}"
        )


def _line(uid: str, found: dict[str, int]) -> Line:
    document = find_document(uid)
    rule = rule_of(uid)
    return Line(
        uid=uid,
        name=uid if document is None else document.getId(),
        title=uid if document is None else document.title,
        days=rule.days.days,
        way=rule.way,
        due=found.get(DUE, 0),
        held=found.get(HELD, 0),
        near=found.get(NEAR, 0),
        failed=found.get(FAILED, 0),
    )
