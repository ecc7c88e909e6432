"""All bytes that an installation keeps, each with the name of its place.

A place is a pair ``(name, bytes)``. What is compressed comes twice: as it lies there,
and opened.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from ZODB.interfaces import IStorageIteration
from ZODB.utils import u64

import gzip
import sqlite3
import zlib


Place = tuple[str, bytes]

#: How zc.zlibstorage marks a record that it compressed.
ZLIB_MARK = b".z"


def zodb_places(storage: IStorageIteration) -> Iterator[Place]:
    """Return all records of all transactions that were not packed, old ones too."""
    for transaction in storage.iterator():
        name = f"zodb transaction {u64(transaction.tid):x}"
        about = (transaction.user, transaction.description)
        for part in (*about, repr(transaction.extension)):
            yield name, part if isinstance(part, bytes) else part.encode()
        for record in transaction:
            if record.data is not None:
                place = f"zodb record {u64(record.oid):x}"
                for data in opened(record.data):
                    yield place, data


def folder_places(folder: Path) -> Iterator[Place]:
    """Return all files below a folder: blobs, mails, sessions …, and their names."""
    for path in sorted(folder.rglob("*")):
        yield "file name", str(path.relative_to(folder)).encode()
        if path.is_file():
            yield from file_places(path)


def file_places(*paths: Path) -> Iterator[Place]:
    """Return whole files: a log, a Data.fs, a mail."""
    for path in paths:
        for data in opened(path.read_bytes()):
            yield f"file {path.name}", data


def sqlite_places(path: Path) -> Iterator[Place]:
    """Return an SQLite database: its files, write-ahead log too, and all rows.

    Rows are read as well, because a long one lies in pages that are not neighbours.
    """
    # read only the files first: opening the database may write the log back
    yield from file_places(*sorted(path.parent.glob(f"{path.name}*")))
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        for (table,) in tables.fetchall():
            # names come from the database itself
            rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for cell in (cell for row in rows for cell in row if cell is not None):
                data = cell if isinstance(cell, bytes) else str(cell).encode()
                for part in opened(data):
                    yield f"table {table}", part


def opened(data: bytes) -> Iterator[bytes]:
    """Return the data, and what it holds when it is compressed."""
    yield data
    for start, decompress in (
        (ZLIB_MARK, lambda packed: zlib.decompress(packed[len(ZLIB_MARK) :])),
        (b"\x1f\x8b", gzip.decompress),
        (b"x\x9c", zlib.decompress),
    ):
        if data.startswith(start):
            try:
                yield decompress(data)
            except (OSError, EOFError, zlib.error):
                # it only begins like that
                continue
