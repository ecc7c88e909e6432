"""Everything about citizens handed over, then erased: the way out of the e-loket.

First the export, then one transaction that lets go of all, then the persons' keys. Who
is broken off in between starts again: before that transaction nothing is gone, after
it only keys are left, whose ids were kept in it.
"""

from BTrees.OOBTree import OOTreeSet
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IRoomData
from collective.eloket.outbox import service as outbox
from collective.eloket.recovery.model import ERASED
from collective.eloket.recovery.noting import write_now
from collective.eloket.setup.errors import CannotOpenError
from collective.eloket.setup.errors import NotConfirmedError
from collective.eloket.setup.errors import StillWrittenError
from collective.eloket.setup.errors import WorkerLivesError
from collective.eloket.setup.export import ExportFolder
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import SealError
from dataclasses import asdict
from pathlib import Path
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor

import itertools
import sys
import transaction


#: Annotation of the site with the ids of persons whose keys are still to be erased.
FORGETTING = "collective.eloket.setup.forgetting"
ACTOR, ROLE = "eloket-erase", "operator"
#: So many files are written before the cache of the database is emptied.
BATCH = 500


def rooms_with_data() -> list[tuple[str, IRoomData]]:
    """Return name and keeper of what is kept of citizens, lowest layer first."""
    return sorted(getUtilitiesFor(IRoomData), key=lambda found: found[1].order)


def counts(site: ISiteRoot) -> dict[str, int]:
    """Return how many things each room keeps of citizens."""
    return {name: room.count(site) for name, room in rooms_with_data()}


def export_and_erase(site: ISiteRoot, folder: Path, confirmed: bool) -> dict[str, int]:
    """Export everything about citizens to a new folder, then erase it; return counts.

    Commits. What an earlier run left is finished first; with nothing left, nothing is
    done, whatever the folder. An EraseRefusedError: nothing was erased by this run.

    :raises NotConfirmedError: nobody said yes; says what would go.
    :raises FolderExistsError: see ExportFolder.
    :raises WorkerLivesError: a worker would go on meanwhile.
    :raises StillWrittenError: somebody else did.
    :raises CannotOpenError: something would be lost unseen.
    """
    transaction.begin()
    forget_persons(site)
    found = counts(site)
    if not any(found.values()):
        return found
    check_may_erase(found, confirmed)
    before = last_written(site)
    export(site, folder, found)
    transaction.begin()
    if last_written(site) != before:
        raise StillWrittenError("the database changed meanwhile; stop all processes")
    erase(site, found)
    forget_persons(site)
    return found


def check_may_erase(found: dict[str, int], confirmed: bool) -> None:
    """:raises EraseRefusedError: nobody said yes, or a worker lives."""
    if not confirmed:
        kept = ", ".join(f"{name}: {number}" for name, number in found.items())
        raise NotConfirmedError(f"this would erase {kept}")
    if outbox.worker_is_alive():
        raise WorkerLivesError(
            "a worker was heard of in the last minute; stop all workers and Zopes, wait"
        )


def last_written(site: ISiteRoot) -> bytes:
    """Return the id of the last transaction that anybody committed."""
    return site._p_jar.db().lastTransaction()


def export(site: ISiteRoot, folder: Path, found: dict[str, int]) -> None:
    """Write everything about citizens to a new folder; changes nothing."""
    audit.record(_entry(site, "site.export", found))
    target = ExportFolder(folder)
    last = ""
    try:
        for number, (path, content) in enumerate(_everything(site), start=1):
            target.write(path, content)
            last = path
            if number % BATCH == 0:
                site._p_jar.cacheMinimize()
    except SealError as error:
        raise CannotOpenError(f"{type(error).__name__}, after {last}") from None
    facts = {"site": site.getId(), "made": utcnow().isoformat(), "counts": found}
    target.finish(facts)


def erase(site: ISiteRoot, found: dict[str, int]) -> None:
    """Let go of everything in one transaction, and note whose keys must follow."""
    audit.attempt(_entry(site, "site.erase", found))
    IAnnotations(site)[FORGETTING] = OOTreeSet(_person_ids(site))
    for _name, room in reversed(rooms_with_data()):
        room.erase(site)
    transaction.commit()


def forget_persons(site: ISiteRoot) -> None:
    """Erase the keys that an erasure noted; does nothing when there is no note."""
    noted = IAnnotations(site).get(FORGETTING)
    if noted is None:
        return
    for person_id in noted:
        audit.record(audit.AuditEntry(ACTOR, ROLE, person_id, "person.forget"))
        vault.forget_person(person_id)
        write_now(ERASED, user=person_id)
    del IAnnotations(site)[FORGETTING]
    transaction.commit()


def is_unfinished(site: ISiteRoot) -> bool:
    """Was an erasure broken off, with keys still to be erased?"""
    return FORGETTING in IAnnotations(site)


def _person_ids(site: ISiteRoot) -> set[str]:
    rooms = [room.person_ids(site) for _name, room in rooms_with_data()]
    return set(itertools.chain.from_iterable(rooms))


def _everything(site: ISiteRoot):
    for _name, room in rooms_with_data():
        yield from room.export(site)
    for person_id in sorted(_person_ids(site)):
        rows = audit.find(subject=person_id, most=sys.maxsize)
        yield f"persons/{person_id}/audit.json", [_row_json(row) for row in rows]


def _row_json(row: audit.AuditRow) -> dict[str, Any]:
    return {"id": row.id, "at": row.at.isoformat(), "ref": row.ref, **asdict(row.entry)}


def _entry(site: ISiteRoot, action: str, found: dict[str, int]) -> audit.AuditEntry:
    return audit.AuditEntry(
        ACTOR, ROLE, None, action, object=site.getId(), details=found
    )
