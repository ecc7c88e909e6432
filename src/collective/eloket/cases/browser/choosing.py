"""What the page of tasks is asked to show, as its address says it."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.cases.filters import COUNTED_AT_MOST
from collective.eloket.cases.filters import DECEASED
from collective.eloket.cases.filters import LATE
from collective.eloket.cases.filters import MINE
from collective.eloket.cases.filters import NOBODYS
from collective.eloket.cases.filters import SOON
from collective.eloket.cases.filters import Wanted
from collective.eloket.cases.words import STATE_WORDS
from dataclasses import dataclass
from typing import Any
from zope.i18nmessageid import Message


#: Word in the address → what it shows.
KINDS = {
    "mij": MINE,
    "niemand": NOBODYS,
    "laat": LATE,
    "bijna": SOON,
    "overleden": DECEASED,
}
_WORDS = {kind: word for word, kind in KINDS.items()}
#: Kind → what its link is called, and its drawing.
KIND_WORDS: Mapping[str, tuple[Message, str]] = {
    "": (_("count_open", default="All open"), ""),
    DECEASED: (_("count_deceased", default="Died"), "warning"),
    MINE: (_("count_mine", default="Mine"), "person"),
    NOBODYS: (_("count_nobody", default="Nobody's"), ""),
    LATE: (_("count_late", default="Late"), "alarm"),
    SOON: (_("count_soon", default="Nearly late"), "clock"),
}
#: What stands in the address for *only for somebody else*.
OTHER = "ander"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the filter, and how many it shows."""

    value: str
    title: Message | str
    count: str


def wanted_of(form: Mapping[str, Any]) -> Wanted:
    """Read the choice; a word that is none of ours chooses nothing."""
    state, document = form.get("stand"), form.get("document")
    return Wanted(
        kind=KINDS.get(_text(form.get("toon")), ""),
        state=state if _text(state) in STATE_WORDS else "",
        document=_text(document),
        for_others=form.get("voor") == OTHER,
    )


def query_of(wanted: Wanted) -> dict[str, str]:
    """Return what the address says of a choice."""
    found = {
        "toon": _WORDS.get(wanted.kind, ""),
        "stand": wanted.state,
        "document": wanted.document,
        "voor": OTHER if wanted.for_others else "",
    }
    return {name: value for name, value in found.items() if value}


def told(number: int) -> str:
    """Return a count as people read it; there may be more than were counted."""
    return str(number) if number < COUNTED_AT_MOST else f"{COUNTED_AT_MOST}+"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
