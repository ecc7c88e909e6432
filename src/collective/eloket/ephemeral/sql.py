"""The side store's database: one engine per process, its tables, its dialects.

Every statement commits by itself (AUTOCOMMIT): what is taken is taken, also when the
Zope transaction aborts.
"""

from collective.eloket.ephemeral.errors import SideStoreAddressError
from collective.eloket.settings import environment
from pathlib import Path
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import create_engine
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql.dml import Insert

import os
import threading


#: All tables of the side store; other rooms add theirs before the process starts.
METADATA = MetaData()

#: Values that end by themselves.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("expires", Float, nullable=False),
)
Index("entries_expires", ENTRIES.c.expires)

#: How often something happened in a slot of time.
COUNTS = Table(
    "counts",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("slot", BigInteger, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("expires", Float, nullable=False),
)
Index("counts_expires", COUNTS.c.expires)

#: Values that stay until they are erased.
KEPT = Table(
    "kept",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

#: PostgreSQL waits no longer than this for another's lock, or for an answer.
POSTGRESQL_LIMITS = "-c lock_timeout=2000 -c statement_timeout=10000"
#: Milliseconds that SQLite waits for another writer.
SQLITE_WAIT = 10_000

_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

_lock = threading.Lock()
_engines: dict[tuple[str, int], Engine] = {}


def insert(engine: Engine, table: Table) -> Insert:
    """Return the insert that can say what happens when the row is there."""
    return _INSERTS[engine.dialect.name](table)


def make_engine(address: str) -> Engine:
    """Open the database and make the tables that are missing.

    :raises SideStoreAddressError: not an address of SQLite or PostgreSQL.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise SideStoreAddressError from None
    if url.get_backend_name() not in _INSERTS:
        raise SideStoreAddressError(url.get_backend_name())
    options = {"isolation_level": "AUTOCOMMIT", "pool_size": 8, "max_overflow": 24}
    if url.get_backend_name() == "postgresql":
        options["connect_args"] = {"options": POSTGRESQL_LIMITS}
        options["pool_pre_ping"] = True
    elif url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    METADATA.create_all(engine)
    return engine


def _set_pragmas(connection, _record) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_WAIT}")
    cursor.execute("PRAGMA journal_mode=WAL")
    # an audit row that was written must survive a power cut
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def engine() -> Engine:
    """Return this process's engine for ELOKET_SIDE_STORE; made once, under a lock.

    A forked child gets an engine of its own: connections do not survive a fork.
    """
    key = (environment().side_store, os.getpid())
    found = _engines.get(key)
    if found is None:
        with _lock:
            found = _engines.get(key)
            if found is None:
                found = _engines[key] = make_engine(key[0])
    return found
