"""The journal of negative facts: lines in files outside of all databases.

A file per month, ``journal-2026-11.jsonl``, only ever added to. Each line is keyed with
the ring ``audit`` and names the line before it: a line that was changed, added or taken
out is noticed. What a crash left of a line is cut off by the next writer; who wrote it
writes it again.
"""

from collections.abc import Iterator
from collective.eloket.clock import utcnow
from collective.eloket.recovery.errors import JournalBrokenError
from collective.eloket.recovery.errors import JournalNotGivenError
from collective.eloket.recovery.errors import JournalUnreadableError
from collective.eloket.recovery.model import Fact
from collective.eloket.settings import environment
from collective.eloket.vault import service as vault
from collective.eloket.vault.ringfile import sync_folder
from datetime import datetime
from pathlib import Path
from typing import Any
from typing import BinaryIO

import fcntl
import hmac
import json
import os


RING = "audit"
#: Files of so many months are kept: older backups cannot be restored.
MONTHS = 14
#: No line is longer: ids and keyed hashes only.
LONGEST_LINE = 4096


def folder() -> Path:
    """Return the folder of ELOKET_JOURNAL.

    :raises JournalNotGivenError: there is none.
    """
    found = environment().journal
    if found is None:
        raise JournalNotGivenError(
            "ELOKET_JOURNAL is not set: docs/configuration/backup.md"
        )
    return found


def append(fact: Fact, now: datetime | None = None) -> None:
    """Write a fact, so that it survives a power cut; twice does no harm.

    :raises JournalNotGivenError: there is no journal.
    :raises JournalUnreadableError: it cannot be written; try again.
    """
    place = folder()
    path = place / f"journal-{now or utcnow():%Y-%m}.jsonl"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not path.exists()
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(number, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            _add(file, fact)
        if is_new:
            sync_folder(place)
            _drop_old(place)
    except OSError as error:
        raise JournalUnreadableError(f"{path}: {error.strerror}") from None


def facts() -> Iterator[Fact]:
    """Yield all facts, the oldest first.

    :raises JournalNotGivenError: there is no journal.
    :raises JournalUnreadableError: a file cannot be read.
    :raises JournalBrokenError: a line is not ours, or one is missing; says where.
    """
    for path in files(folder()):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise JournalUnreadableError(f"{path}: {error.strerror}") from None
        # what follows the last line end was never finished
        before = ""
        for number, line in enumerate(content.split(b"\n")[:-1], start=1):
            said = _read(line, before, f"{path.name}, line {number}")
            before = said["mac"]
            yield Fact.from_json(said)


def files(place: Path) -> list[Path]:
    """Return the files of a journal, the oldest first."""
    return sorted(place.glob("journal-????-??.jsonl"))


def _add(file: BinaryIO, fact: Fact) -> None:
    end, before = _end_of(file)
    file.seek(end)
    file.truncate()
    said = fact.to_json() | {"before": before, "key": vault.mac_key_id(RING)}
    line = json.dumps(said | {"mac": _mac(said)}, sort_keys=True).encode() + b"\n"
    file.write(line)
    file.flush()
    os.fsync(file.fileno())


def _end_of(file: BinaryIO) -> tuple[int, str]:
    """Return where the last whole line ends, and its MAC; empty without lines."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - 2 * LONGEST_LINE)
    file.seek(start)
    found = file.read()
    whole = found.rfind(b"\n") + 1
    if not whole:
        return 0, ""
    last = found[:whole].splitlines()[-1]
    try:
        return start + whole, str(json.loads(last)["mac"])
    except (ValueError, KeyError, TypeError):
        # a reader will say so; what comes now is written all the same
        return start + whole, ""


def _read(line: bytes, before: str, where: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
        mac = said.pop("mac")
        is_ours = hmac.compare_digest(str(mac), _mac(said))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise JournalBrokenError(f"{where}: not a line of ours") from None
    if not is_ours:
        raise JournalBrokenError(f"{where}: changed, or written with another key")
    if said["before"] != before:
        raise JournalBrokenError(f"{where}: a line before it is missing")
    return said | {"mac": mac}


def _mac(said: dict[str, Any]) -> str:
    message = b"journal\0" + json.dumps(said, sort_keys=True).encode()
    return vault.mac(RING, message, said["key"]).hex()


def _drop_old(place: Path) -> None:
    for path in files(place)[:-MONTHS]:
        path.unlink(missing_ok=True)
