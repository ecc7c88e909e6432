"""The two databases are copied, and put back: files on one machine, or PostgreSQL.

Files: the ZODB by its own ``repozo``, the side store by SQLite's backup, both while
everything runs. PostgreSQL: ``pg_dump`` and ``pg_restore``.
"""

from collective.eloket.recovery import programs
from collective.eloket.recovery.errors import ProgramFailedError
from collective.eloket.recovery.errors import TargetExistsError
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlalchemy import delete
from sqlalchemy import table
from sqlalchemy.engine import make_url

import os
import shutil
import sqlite3


#: Not in a backup of the side store: persons' keys go apart; the others end by
#: themselves, and must not come to life again.
LEFT_OUT = ("kept", "entries", "counts", "sessions", "devices")
DATA_FS, BLOBS = "zodb", "blobs"
DUMP, SIDE_DUMP, SIDE_FILE = "zodb.dump", "side.dump", "side.sqlite"


@dataclass(frozen=True, slots=True)
class Database:
    """Where the ZODB lies: the path of a Data.fs, or an address of PostgreSQL.

    ``blobs`` is the folder of blobs, None when they lie in the database.
    """

    address: str
    blobs: Path | None

    @property
    def is_file(self) -> bool:
        """Is it a Data.fs?"""
        return "://" not in self.address

    @property
    def kind(self) -> str:
        """What a manifest says of it."""
        return "filestorage" if self.is_file else "postgresql"


def side_kind(address: str) -> str:
    """Return what a manifest says of a side store."""
    return make_url(address).get_backend_name()


def copy_zodb(database: Database, folder: Path, before: Path | None) -> list[str]:
    """Copy the ZODB into a folder; return the names of the files.

    Blobs that the backup ``before`` has are linked to, not copied.

    :raises ProgramFailedError: it cannot be read, or copied.
    """
    if database.is_file:
        (folder / DATA_FS).mkdir(mode=0o700)
        _repozo(["-B", "-F", "-z", "-r", str(folder / DATA_FS), "-f", database.address])
        names = [f"{DATA_FS}/{path.name}" for path in (folder / DATA_FS).iterdir()]
    else:
        command = ["pg_dump", "-Fc", "--no-owner", "-f", str(folder / DUMP)]
        programs.run(command, database.address)
        names = [DUMP]
    if database.blobs is not None:
        known = None if before is None else before / BLOBS
        copy_blobs(database.blobs, folder / BLOBS, known)
    return sorted(names)


def copy_blobs(source: Path, target: Path, known: Path | None) -> None:
    """Copy a folder of blobs; files that ``known`` has are only linked to.

    A blob never changes once it is there. What a pack takes away meanwhile is left out.
    """
    target.mkdir(mode=0o700)
    for folder, _folders, names in os.walk(source):
        where = Path(folder).relative_to(source)
        if where.parts[:1] == ("tmp",):
            continue
        (target / where).mkdir(mode=0o700, exist_ok=True)
        for name in names:
            same = None if known is None else known / where / name
            _copy_blob(Path(folder) / name, target / where / name, same)


def put_back_zodb(database: Database, folder: Path) -> None:
    """Put the ZODB back where nothing is.

    :raises TargetExistsError: something is.
    :raises ProgramFailedError: it cannot be put back.
    """
    check_zodb_free(database)
    if database.is_file:
        path = Path(database.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        _repozo(["-R", "-r", str(folder / DATA_FS), "-o", database.address])
    else:
        programs.run(_pg_restore(database.address, folder / DUMP), database.address)
    if database.blobs is not None:
        if database.blobs.exists():
            database.blobs.rmdir()
        shutil.copytree(folder / BLOBS, database.blobs)


def copy_side_store(address: str, folder: Path) -> list[str]:
    """Copy the side store without persons' keys and what ends by itself.

    :raises ProgramFailedError: it cannot be read, or copied.
    """
    if side_kind(address) == "postgresql":
        left_out = [f"--exclude-table-data=public.{name}" for name in LEFT_OUT]
        target = str(folder / SIDE_DUMP)
        command = ["pg_dump", "-Fc", "--no-owner", *left_out, "-f", target]
        programs.run(command, address)
        return [SIDE_DUMP]
    try:
        _copy_sqlite(Path(make_url(address).database), folder / SIDE_FILE)
    except sqlite3.Error as error:
        raise ProgramFailedError(f"side store: {error}") from None
    return [SIDE_FILE]


def put_back_side_store(address: str, folder: Path) -> None:
    """Put the side store back where nothing is; persons' keys come apart.

    :raises TargetExistsError: something is.
    :raises ProgramFailedError: it cannot be put back.
    """
    check_side_store_free(address)
    if side_kind(address) == "postgresql":
        programs.run(_pg_restore(address, folder / SIDE_DUMP), address)
        return
    path = Path(make_url(address).database)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / SIDE_FILE, path)
    path.chmod(0o600)


def check_zodb_free(database: Database) -> None:
    """:raises TargetExistsError: something lies where the ZODB would go."""
    if not database.is_file:
        _check_empty(database.address, "the ZODB's database")
    elif Path(database.address).exists():
        raise TargetExistsError(f"{database.address} is there; move it away first")
    blobs = database.blobs
    if blobs is not None and blobs.exists() and any(blobs.iterdir()):
        raise TargetExistsError(f"{blobs} is not empty; move it away first")


def check_side_store_free(address: str) -> None:
    """:raises TargetExistsError: something lies where the side store would go."""
    if side_kind(address) == "postgresql":
        _check_empty(address, "the side store's database")
        return
    path = Path(make_url(address).database)
    if path.exists():
        raise TargetExistsError(f"{path} is there; move it away first, with -wal, -shm")


def _check_empty(address: str, what: str) -> None:
    if not programs.is_empty(address):
        raise TargetExistsError(f"{what} has tables; make an empty one first")


def _pg_restore(address: str, dump: Path) -> list[str]:
    name = programs.variables_of(address)["PGDATABASE"]
    return ["pg_restore", "--exit-on-error", "--no-owner", "-d", name, str(dump)]


def _repozo(arguments: list[str]) -> None:
    # loads the ZODB: the rest of the room works without
    from ZODB.scripts.repozo import main

    try:
        main(arguments)
    except SystemExit as error:
        raise ProgramFailedError(f"repozo: {error}") from None


def _copy_sqlite(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(
            sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        ) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
        new.execute("PRAGMA secure_delete=ON")
        for name in LEFT_OUT:
            if new.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)
            ).fetchone():
                new.execute(str(delete(table(name))))
        new.commit()
        new.execute("VACUUM")


def _copy_blob(source: Path, target: Path, known: Path | None) -> None:
    try:
        if known is not None and known.exists():
            os.link(known, target)
        else:
            shutil.copyfile(source, target)
            target.chmod(0o600)
    except FileNotFoundError:
        # packed away since the list was made
        return
