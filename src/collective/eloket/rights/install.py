"""What the room does to a site at install and uninstall, and hands over."""

from collections.abc import Iterator
from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.rights.erasure import every_wish
from collective.eloket.rights.errors import HoldsStillKnownError
from collective.eloket.rights.holds import every_hold
from collective.eloket.rights.store import ANNOTATION
from collective.eloket.rights.store import make_rights
from collective.eloket.rights.store import rights
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class RightsInstaller:
    """See IRoomInstaller."""

    order = 90

    def install(self, site: ISiteRoot) -> None:
        """Make what is kept."""
        make_rights()

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises HoldsStillKnownError: something must not be erased."""
        if rights().holds:
            raise HoldsStillKnownError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away holds, counts and looks."""
        IAnnotations(site).pop(ANNOTATION, None)


@implementer(IRoomData)
class RightsData:
    """See IRoomData: holds, and wishes to be erased; the rest is of nobody."""

    order = 90

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return len(rights().holds) + len(rights().wishes)

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData."""
        for hold in rights().holds.values():
            yield hold.person_id
        yield from rights().wishes

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData; of who was erased before without reason and words."""
        for number, hold in enumerate(every_hold()):
            facts = {"person": hold.person_id, "case": hold.reference or None}
            said = {"by": hold.by, "at": hold.at.isoformat(), "reason": hold.reason}
            yield f"holds/{number}.json", facts | said
        for number, wish in enumerate(every_wish()):
            asked = {"person": wish.person_id, "by": wish.by, "words": wish.words}
            yield f"wishes/{number}.json", asked | {"at": wish.at.isoformat()}

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        rights().holds.clear()
        rights().wishes.clear()
