"""What this room keeps: holds, counts for statistics, and how the last look went.

The dotted names of the classes stand in the database: never move or rename them.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from datetime import date
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


#: Annotation of the site under which all of it lies.
ANNOTATION = "collective.eloket.rights"


class Hold(Persistent):
    """Something must not be erased; never changed."""

    def __init__(self, person_id: str, by: str, at: datetime, sealed: bytes) -> None:
        self.person_id = person_id
        self.by = by
        self.at = at
        #: The reason, with the person's key.
        self.sealed = sealed


class Wish(Persistent):
    """Somebody asks to erase all of a person; never changed."""

    def __init__(self, by: str, at: datetime, sealed: bytes) -> None:
        self.by = by
        self.at = at
        #: The words it was asked with, with the person's key.
        self.sealed = sealed


class Look(Persistent):
    """One look at all that ended: where it is, and what it found; numbers only."""

    def __init__(self, day: date) -> None:
        self.day = day
        #: Group, document and cursor of what comes next; None: from the start.
        self.place: tuple[str, str, str | None] | None = None
        self.finished: datetime | None = None
        #: UID of a document → name of a number → number. Replaced, never changed.
        self.found: dict[str, dict[str, int]] = {}

    def count(self, document: str, name: str) -> None:
        """Count one more."""
        numbers = self.found.get(document, {})
        numbers = {**numbers, name: numbers.get(name, 0) + 1}
        self.found = {**self.found, document: numbers}


class Turn(Persistent):
    """Written by who holds and by who lets go: of two at one moment one fails."""


class Rights(Persistent):
    """All that the room keeps."""

    #: None until the first hold or end.
    turn: Turn | None = None

    def __init__(self) -> None:
        #: ``case:<reference>`` or ``person:<id>`` → Hold.
        self.holds = OOBTree()
        #: Person id → Wish.
        self.wishes = OOBTree()
        #: Ids of persons who were erased, until their keys are gone for sure.
        self.forgetting = OOTreeSet()
        #: (UID of a document, year) → counts by name.
        self.kept = OOBTree()
        #: The look that goes on, and the last one that came to its end.
        self.look: Look | None = None
        self.last: Look | None = None


def rights() -> Rights:
    """Return what is kept; on a site of before there is nothing, and it is not kept."""
    return IAnnotations(api.portal.get()).get(ANNOTATION) or Rights()


def make_rights() -> Rights:
    """Return what is kept, made when it is not there; writes the ZODB."""
    annotations = IAnnotations(api.portal.get())
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Rights()
    return annotations[ANNOTATION]


def take_turn() -> None:
    """Let this transaction fail if another one holds or lets go meanwhile.

    Whoever holds, and whoever ends or erases, decides by what the other one writes.
    Both write here, so that neither can overlook the other. Writes the ZODB.
    """
    kept = make_rights()
    if kept.turn is None:
        kept.turn = Turn()
    kept.turn._p_changed = True
