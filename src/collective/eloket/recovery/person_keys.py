"""The part of a backup that holds persons' wrapped keys, apart and for a short time.

Everything else in a backup is sealed with these keys. So who is erased is taken out of
this small file in each backup that can be reached, and the file itself ends early. See
``docs/developers/decisions/backup.md``.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault.store import KIND
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path

import os
import sqlite3


NAME = "persons.sqlite"
PAGE = 1000


def write(folder: Path) -> int:
    """Copy all wrapped keys of the side store; return how many there are.

    :raises SideStoreError: the side store does not tell.
    """
    os.close(os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    number, last = 0, ""
    with _opened(folder / NAME) as connection:
        connection.execute("CREATE TABLE keys (id TEXT PRIMARY KEY, wrapped BLOB)")
        while page := side_store().kept_page(KIND, last, PAGE):
            connection.executemany("INSERT INTO keys VALUES (?, ?)", page)
            number, last = number + len(page), page[-1][0]
    return number


def put_back(folder: Path, erased: Iterable[str]) -> int:
    """Put the keys back into the side store, but for those erased; return how many.

    :raises SideStoreError: the side store does not take them.
    """
    without, number = set(erased), 0
    with _opened(folder / NAME) as connection:
        for person_id, wrapped in connection.execute("SELECT id, wrapped FROM keys"):
            if person_id not in without:
                side_store().keep(KIND, person_id, bytes(wrapped))
                number += 1
    return number


def take_out(folder: Path, erased: Iterable[str]) -> int:
    """Destroy the keys of who was erased in one backup; return how many went."""
    if not (folder / NAME).exists():
        return 0
    with _opened(folder / NAME) as connection:
        before = connection.total_changes
        connection.executemany(
            "DELETE FROM keys WHERE id = ?", [(person_id,) for person_id in erased]
        )
        return connection.total_changes - before


def ids(folder: Path) -> set[str]:
    """Return whose keys are in it."""
    with _opened(folder / NAME) as connection:
        return {person_id for (person_id,) in connection.execute("SELECT id FROM keys")}


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        # what is deleted is written over: https://www.sqlite.org/pragma.html
        connection.execute("PRAGMA secure_delete=ON")
        with connection:
            yield connection
