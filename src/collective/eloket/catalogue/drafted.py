"""What a draft is: answers as they were sent, and the names of its files."""

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Self

import json


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a draft, without its bytes; ``id`` is random."""

    id: str
    name: str = field(repr=False)
    content_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed: answers as they were sent, by question.

    ``key`` is the form's idempotency key, ``form`` names the state of the form,
    ``saved`` (aware, UTC) is None for what is not kept yet. ``step`` is where the
    citizen was, 0 in a form without steps; ``shown`` names the questions of the pages
    that were sent so far, None when there is one page only.
    """

    key: str = field(repr=False)
    answers: dict[str, Any] = field(repr=False, default_factory=dict)
    channel: str | None = None
    form: str = ""
    files: dict[str, KeptFile] = field(repr=False, default_factory=dict)
    saved: datetime | None = None
    step: int = 0
    shown: list[str] | None = None

    def over(self, before: "Draft | None") -> "Draft":
        """Return what was typed on one page together with what lies there already.

        A form that was one page, and has steps now, was shown as far as it was
        answered. Where the form is another one than before, the page may have been made
        before that: then only what came from it replaces what lies there.
        """
        if before is None or self.shown is None or before.key != self.key:
            return self
        shown = {*self.answers, *self.files}
        if before.form == self.form:
            shown.update(self.shown)
        rest = {
            name: value for name, value in before.answers.items() if name not in shown
        }
        files = {name: kept for name, kept in before.files.items() if name not in shown}
        earlier = before.shown
        if earlier is None:
            earlier = [*before.answers, *before.files]
        return replace(
            self,
            answers=rest | self.answers,
            files=files | self.files,
            channel=self.channel or before.channel,
            shown=sorted({*shown, *earlier}),
        )

    def to_bytes(self) -> bytes:
        """Return what is kept."""
        files = {
            name: [kept.id, kept.name, kept.content_type, kept.size_bytes]
            for name, kept in self.files.items()
        }
        saved = self.saved.isoformat() if self.saved else None
        stored = [self.key, self.answers, self.channel, self.form, files, saved]
        return json.dumps([*stored, self.step, self.shown]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the draft that ``to_bytes`` wrote."""
        key, answers, channel, form, files, saved, *where = json.loads(data)
        step, shown = where or (0, None)
        return cls(
            key=key,
            answers=answers,
            channel=channel,
            form=form,
            files={name: KeptFile(*values) for name, values in files.items()},
            saved=datetime.fromisoformat(saved) if saved else None,
            step=step,
            shown=shown,
        )
