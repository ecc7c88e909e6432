"""What the mail room's list does to a site at hand-over and uninstall."""

from collections.abc import Iterator
from collective.eloket.documents.post.store import ANNOTATION
from collective.eloket.documents.post.store import find_room
from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class PostInstaller:
    """See IRoomInstaller."""

    order = 81

    def install(self, site: ISiteRoot) -> None:
        """Nothing: it is made with the first letter that goes by post."""

    def check_may_leave(self, site: ISiteRoot) -> None:
        """Nothing holds it back: cases do, and a list without them names nobody."""

    def uninstall(self, site: ISiteRoot) -> None:
        """Take the list away."""
        IAnnotations(site).pop(ANNOTATION, None)


@implementer(IRoomData)
class PostData:
    """See IRoomData: references of letters, and who printed them."""

    order = 81

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        room = find_room(site)
        if room is None:
            return 0
        return sum(1 for _ in room.waiting()) + sum(1 for _ in room.batches())

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData: cases say whose they are."""
        yield from ()

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        room = find_room(site)
        if room is None:
            return
        yield (
            "post/batches.json",
            [
                {
                    "number": batch.number,
                    "made": batch.made_at.isoformat(),
                    "by": batch.by,
                    "references": [entry.reference for entry in batch.entries],
                }
                for batch in room.batches()
            ],
        )
        yield "post/waiting.json", sorted(reference for reference, _ in room.waiting())

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        IAnnotations(site).pop(ANNOTATION, None)
