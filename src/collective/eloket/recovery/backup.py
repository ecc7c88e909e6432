"""A backup is made while everything runs: a folder that holds no key ring."""

from collective.eloket.clock import utcnow
from collective.eloket.recovery import databases
from collective.eloket.recovery import journal
from collective.eloket.recovery import manifest
from collective.eloket.recovery import model
from collective.eloket.recovery import person_keys
from collective.eloket.recovery.databases import Database
from collective.eloket.recovery.errors import TargetExistsError
from collective.eloket.settings import environment
from collective.eloket.vault import duties
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path

import secrets


#: Rings that a backup needs when it is put back. Sessions do not come back.
NEEDED = ("data", "blind", "audit", "seal")
#: How folders of backups begin, UTC.
STAMP = "%Y%m%dT%H%M%SZ"


def make(root: Path, database: Database, now: datetime | None = None) -> Path:
    """Copy everything into a new folder below ``root``; return it.

    The ZODB comes first, then the side store, then persons' keys: nobody whose case is
    in it lacks a key. It is noted in the journal, which a restore needs from then on.

    :raises RecoveryRefusedError: a subclass per cause; no manifest is there then.
    :raises MisconfiguredError: there is no journal, or no key ring.
    :raises SideStoreError: the side store does not answer.
    """
    moment = now or utcnow()
    backup_id = f"{moment.astimezone(UTC):{STAMP}}-{secrets.token_hex(3)}"
    journal.append(model.backup_made(backup_id, moment))
    folder = _new_folder(root, backup_id)
    address = environment().side_store
    names = databases.copy_zodb(database, folder, newest(root))
    names += databases.copy_side_store(address, folder)
    person_keys.write(folder)
    manifest.write(
        folder,
        manifest.Manifest(
            id=backup_id,
            at=moment.isoformat(),
            database=database.kind,
            side_store=databases.side_kind(address),
            keys=needed_keys(),
            files={name: manifest.digest_of(folder / name) for name in names},
        ),
    )
    return folder


def needed_keys() -> dict[str, dict[str, str]]:
    """Return what proves that a ring can open a backup of now.

    :raises SideStoreError: the side store does not tell which data keys are in use.
    """
    used, checks = duties.data_keys_in_use(), duties.key_checks()
    checks["data"] = {id: check for id, check in checks["data"].items() if id in used}
    return {ring: checks[ring] for ring in NEEDED}


def tidy(root: Path, keys_live: timedelta, now: datetime | None = None) -> int:
    """Take who was erased out of all backups, and end persons' keys that are old.

    Of backups that were broken off, too. Returns how many keys went. A backup whose
    keys ended cannot be read by anybody.

    :raises RecoveryRefusedError: the journal cannot be read, or is broken.
    """
    moment, gone = now or utcnow(), 0
    erased = [f.about["user"] for f in journal.facts() if f.kind == model.ERASED]
    for kept in sorted(root.glob(f"????????T??????Z-*/{person_keys.NAME}")):
        folder = kept.parent
        is_old = began(folder) + keys_live < moment
        gone += person_keys.take_out(
            folder, person_keys.ids(folder) if is_old else erased
        )
        if is_old:
            kept.unlink()
    return gone


def backups(root: Path) -> list[Path]:
    """Return the folders of all whole backups, the oldest first."""
    return sorted(path.parent for path in root.glob(f"*/{manifest.NAME}"))


def newest(root: Path) -> Path | None:
    """Return the last whole backup, or None."""
    return next(reversed(backups(root)), None)


def began(folder: Path) -> datetime:
    """Return when a backup began, aware; its folder is named so."""
    name = folder.name.partition("-")[0]
    return datetime.strptime(name, STAMP).replace(tzinfo=UTC)


def _new_folder(root: Path, backup_id: str) -> Path:
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / backup_id
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        raise TargetExistsError(f"{folder} is there already") from None
    return folder
