"""Old beside new: what a card would change, as a page shows it."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.http.dates import clock_time
from collective.eloket.parameters.browser.base import CARD_ROWS
from collective.eloket.parameters.browser.base import ParametersView
from collective.eloket.parameters.browser.base import parts_of
from collective.eloket.parameters.browser.base import title_of
from collective.eloket.parameters.browser.base import values_of
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.model import Value
from collective.eloket.parameters.reading import READ_LIFE
from collective.eloket.parameters.words import HIDDEN
from dataclasses import dataclass
from datetime import datetime
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the table: what we have, what the card says, in lines of text."""

    name: str
    title: Message
    old: list[str | Message]
    new: list[str | Message]
    changed: bool

    @property
    def is_new(self) -> bool:
        """Does the card say what we did not know at all?"""
        return self.changed and not self.old


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what the button says."""

    heading: Message
    yes: Message


QUESTIONS = {
    "address": Question(
        _("question_address", default="Do you want to change your address?"),
        _("action_change_address", default="Yes, change my address"),
    ),
    "name": Question(
        _("question_name", default="Do you want to change your name?"),
        _("action_change_name", default="Yes, change my name"),
    ),
    "none": Question(
        _("question_none", default="Do you want this read to be noted?"),
        _("action_note_read", default="Yes, note it"),
    ),
    "data": Question(
        _("question_data", default="Do you want to change your data?"),
        _("action_change_data", default="Yes, change my data"),
    ),
}
NAMES = {"given_names", "family_name"}


class DifferenceView(ParametersView):
    """Base of pages that show what a read, ``reading``, would change."""

    difference = ViewPageTemplateFile("templates/difference.pt")
    compared_template = ViewPageTemplateFile("templates/compared.pt")
    reading: Reading
    read_id = ""

    def compared(self, known: Mapping[str, Value]) -> list[Compared]:
        """Return the lines, those that change first; ``known``: what may be seen."""
        old = {name: value.value for name, value in known.items()}
        new = self.reading.values
        found = [
            Compared(
                name,
                title_of(name),
                [HIDDEN] if is_masked(name, known) else self.lines(name, old),
                self.lines(name, new),
                any(new.get(part) not in (None, old.get(part)) for part in parts),
            )
            for name in CARD_ROWS
            for parts in [parts_of(name)]
            if any(part in new for part in parts)
        ]
        return sorted(found, key=lambda line: not line.changed)

    @property
    def column_new(self) -> Message:
        """What stands above what the card says, on a phone beside it."""
        if self.for_staff:
            return _("column_new_staff", default="On the card")
        return _("column_new", default="On your card")

    @property
    def compared_table(self) -> str:
        """The table of old beside new; for ``structure``."""
        return self.compared_template()

    def question(self, lines: list[Compared]) -> Question:
        """Return what to ask about these lines."""
        changed = {line.name for line in lines if line.changed}
        if not changed:
            return QUESTIONS["none"]
        if changed == {"address"}:
            return QUESTIONS["address"]
        return QUESTIONS["name" if changed and changed <= NAMES else "data"]

    def lead(self, lines: list[Compared]) -> Message:
        """Return how many lines are different, and how many were not known before."""
        new = sum(line.is_new for line in lines)
        count = sum(line.changed for line in lines) - new
        if not count and not new:
            return _(
                "lead_no_difference",
                default="Your card is genuine and valid. Nothing is different from what"
                " we have.",
            )
        if not count:
            return _(
                "lead_only_new",
                default="Your card is genuine and valid. It says what we did not know"
                " yet.",
            )
        if new:
            return _(
                "lead_differences_and_new",
                default="Your card is genuine and valid. Different from what we have:"
                " ${count}. Not known to us before: ${new}.",
                mapping={"count": str(count), "new": str(new)},
            )
        if count == 1:
            return _(
                "lead_one_difference",
                default="Your card is genuine and valid. One value is different from"
                " what we have.",
            )
        return _(
            "lead_differences",
            default="Your card is genuine and valid. ${count} values are different"
            " from what we have.",
            mapping={"count": str(count)},
        )

    @property
    def read_on(self) -> str:
        """The day of the read."""
        return self.day(datetime.fromisoformat(self.reading.proof.at))

    @property
    def confirm_before(self) -> str:
        """Until when one may say yes."""
        return clock_time(datetime.fromisoformat(self.reading.proof.at) + READ_LIFE)


def is_masked(name: str, known: Mapping[str, Value]) -> bool:
    """Is a part of this row hidden from the session?"""
    return any(value.masked for value in values_of(name, known))
