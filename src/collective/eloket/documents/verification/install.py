"""What the records of letters do to a site at install, hand-over and uninstall."""

from collections.abc import Iterator
from collective.eloket.documents.verification.store import ANNOTATION
from collective.eloket.documents.verification.store import find_records
from collective.eloket.documents.verification.store import LetterRecords
from collective.eloket.documents.verification.store import make_records
from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from datetime import date
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(IRoomInstaller)
class DocumentsInstaller:
    """See IRoomInstaller."""

    order = 80

    def install(self, site: ISiteRoot) -> None:
        """Make the place for records."""
        make_records(site)

    def check_may_leave(self, site: ISiteRoot) -> None:
        """Nothing holds it back: cases do, and records without them name nobody."""

    def uninstall(self, site: ISiteRoot) -> None:
        """Take the records away: from then on nobody can verify a letter."""
        IAnnotations(site).pop(ANNOTATION, None)


@implementer(IRoomData)
class LetterData:
    """See IRoomData: records name no person, but some hold initials."""

    order = 80

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        records = find_records(site)
        return 0 if records is None else sum(1 for _ in records.items())

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData: of no record can we tell whose it is."""
        yield from ()

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        records = find_records(site)
        told = [] if records is None else [_told(one) for _key, one in records.items()]
        if told:
            yield "letters/records.json", told

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData."""
        IAnnotations(site)[ANNOTATION] = LetterRecords()


def _told(record) -> dict[str, Any]:
    if record is None:
        return {"over": True}
    withdrawn = record.withdrawn and date.fromordinal(record.withdrawn).isoformat()
    return {
        "sha256": record.digest.hex(),
        "title": record.title,
        "issued": date.fromordinal(record.issued).isoformat(),
        "verifiable_until": date.fromordinal(record.last).isoformat(),
        "withdrawn": withdrawn or None,
        "initials": record.initials,
    }
