"""What the list of the counter does to a site at hand-over and uninstall."""

from collections.abc import Iterator
from collective.eloket.documents.counter.store import ANNOTATION
from collective.eloket.documents.counter.store import find_room
from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class CounterInstaller:
    """See IRoomInstaller."""

    order = 82

    def install(self, site: ISiteRoot) -> None:
        """Nothing: it is made with the first document that is to be picked up."""

    def check_may_leave(self, site: ISiteRoot) -> None:
        """Nothing holds it back: cases do, and a list without them names nobody."""

    def uninstall(self, site: ISiteRoot) -> None:
        """Take the list away."""
        IAnnotations(site).pop(ANNOTATION, None)


@implementer(IRoomData)
class CounterData:
    """See IRoomData: references of letters."""

    order = 82

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        room = find_room(site)
        return 0 if room is None else sum(1 for _ in room.waiting())

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData: cases say whose they are."""
        yield from ()

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        room = find_room(site)
        if room is not None:
            references = sorted(reference for reference, _ in room.waiting())
            yield "counter/waiting.json", references

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        IAnnotations(site).pop(ANNOTATION, None)
