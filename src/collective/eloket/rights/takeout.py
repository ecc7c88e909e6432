"""Everything about one citizen in one file: JSON, and the documents beside it."""

from collective.eloket.audit import service as audit
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service as mandates
from collective.eloket.vault.interfaces import IPersonData
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any
from typing import BinaryIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zope.component import getUtilitiesFor
from zope.interface import implementer
from ZPublisher.Iterators import IStreamIterator

import json
import os


CHUNK_BYTES = 1 << 16


@implementer(IStreamIterator)
class Streamed:
    """A file that leaves piece by piece; it has no name, and is gone when closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, os.SEEK_END)
        file.seek(0)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> "Streamed":
        return self

    def __next__(self) -> bytes:
        data = self._file.read(CHUNK_BYTES)
        if not data:
            raise StopIteration
        return data

    def close(self) -> None:
        """Let the file go; called when the answer has left."""
        self._file.close()


def rooms_of_persons() -> list[IPersonData]:
    """Return who keeps anything of citizens, lowest layer first."""
    found = [room for _name, room in getUtilitiesFor(IPersonData)]
    return sorted(found, key=lambda room: room.order)


def level_of(person_id: str) -> AssuranceLevel:
    """Return how sure a sign-in must be to see all of a person."""
    return max(room.level(person_id) for room in rooms_of_persons())


def own_takeout(session: ICurrentSession) -> Streamed:
    """Return everything about who is signed in; audited first.

    :raises AssuranceTooLowError: they see parts of it only after a stronger sign-in.
    """
    person_id = session.user_id
    needed = level_of(person_id)
    if session.level < needed:
        raise AssuranceTooLowError(needed.label)
    audit.record(
        audit.AuditEntry(
            person_id, "citizen", person_id, "person.export", means=session.means
        )
    )
    return _made(person_id)


def officers_takeout(
    officer: str, person_id: str, purpose: str, means: str | None
) -> Streamed:
    """Return everything about a citizen, for an officer; audited first.

    :raises OwnFamilyError: it is the officer's own, or of their family.
    """
    mandates.check_not_family(officer, person_id, person_id)
    audit.record(
        audit.AuditEntry(
            officer, "clerk", person_id, "person.export", purpose=purpose, means=means
        )
    )
    return _made(person_id)


def _made(person_id: str) -> Streamed:
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        _write(file, person_id)
        # it lives until it has left
        stack.pop_all()
        return Streamed(file)


def _write(file: BinaryIO, person_id: str) -> None:
    paths = []
    with ZipFile(file, "w", ZIP_DEFLATED) as folder:
        for room in rooms_of_persons():
            for path, content in room.export(person_id):
                folder.writestr(path, _as_bytes(content))
                paths.append(path)
        # last: an archive without it was broken off
        facts = {"person": person_id, "made": utcnow().isoformat(), "files": paths}
        folder.writestr("export.json", _as_bytes(facts))


def _as_bytes(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
