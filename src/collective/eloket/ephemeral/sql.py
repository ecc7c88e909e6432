"""The side store's database: one engine per process, and its tables.

Every statement commits by itself (AUTOCOMMIT): what is taken is taken, also when the
Zope transaction aborts. On SQLite a single statement that writes locks before it reads
(as BEGIN IMMEDIATE does) and waits its turn; on PostgreSQL the row is locked.
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
from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import InvalidatePoolError

import fcntl
import os
import threading
import time


#: All tables of the side store; other rooms add theirs when they are imported.
METADATA = MetaData()

#: Values that end by themselves.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("expires", Float, nullable=False),
    sqlite_with_rowid=False,
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
    sqlite_with_rowid=False,
)
Index("counts_expires", COUNTS.c.expires)

#: Values that stay until they are erased.
KEPT = Table(
    "kept",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

#: PostgreSQL waits no longer than this for another's lock, or for an answer.
POSTGRESQL_ARGUMENTS = {
    "options": "-c lock_timeout=2000 -c statement_timeout=10000",
    "connect_timeout": 5,
}
#: Seconds after which an idle connection to PostgreSQL is tried before it is used. One
#: that broke within them refuses one request; SQLAlchemy then renews all of them.
TRIED_AFTER = 1.0
#: Number of the lock under which tables are made on PostgreSQL: "eloket" in ASCII.
TABLES_LOCK = 0x656C6F6B6574
#: Milliseconds that SQLite waits for another writer.
SQLITE_WAIT = 10_000

#: Up to 32 connections, more than a process has threads; errors never name values.
OPTIONS = {
    "isolation_level": "AUTOCOMMIT",
    "hide_parameters": True,
    "pool_size": 8,
    "max_overflow": 24,
}

_lock = threading.Lock()
#: (address, process) → the engine, and how many tables it knows of
_engines: dict[tuple[str, int], tuple[Engine, int]] = {}


def make_engine(address: str) -> Engine:
    """Open the database and make the tables that are missing.

    :raises SideStoreAddressError: not an address of SQLite or PostgreSQL.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        # the error's text holds the address, and that may hold a password
        raise SideStoreAddressError("not an address") from None
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, connect_args=POSTGRESQL_ARGUMENTS, **OPTIONS)
        try_idle_connections(engine)
    elif url.get_backend_name() == "sqlite":
        engine = _sqlite_engine(url)
    else:
        raise SideStoreAddressError(url.get_backend_name())
    make_tables(engine)
    return engine


def try_idle_connections(engine: Engine) -> None:
    """Try a connection before use when it was idle for a while, and renew a dead one.

    SQLAlchemy's own ``pool_pre_ping`` does so before each statement, which doubles the
    round trips of a busy process.
    """

    def checked_in(_connection, record) -> None:
        record.info["used"] = time.monotonic()

    def checked_out(connection, record, _proxy) -> None:
        used = record.info.get("used")
        if used is None or time.monotonic() - used < TRIED_AFTER:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.dbapi.Error:
            # the pool opens another in its place, and renews all others too
            raise InvalidatePoolError from None

    event.listen(engine, "checkin", checked_in)
    event.listen(engine, "checkout", checked_out)


def _sqlite_engine(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise SideStoreAddressError("memory is not shared by processes")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # connections go from thread to thread, so SQLAlchemy sets check_same_thread=False
    engine = create_engine(url, **OPTIONS)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection, _record) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_WAIT}")
    # an audit row that was written must survive a power cut
    cursor.execute("PRAGMA synchronous=FULL")
    # what is erased, a person's key above all, leaves no trace in the file
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def make_tables(engine: Engine) -> None:
    """Make the tables that are missing; processes that start together take turns."""
    if engine.dialect.name == "sqlite":
        # the change to WAL does not wait for others as statements do
        with Path(f"{engine.url.database}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                METADATA.create_all(connection)
        return
    with engine.connect() as connection:
        connection.execution_options(isolation_level="READ COMMITTED")
        with connection.begin():
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TABLES_LOCK})")
            METADATA.create_all(connection)


def engine() -> Engine:
    """Return this process's engine for ELOKET_SIDE_STORE; made once, under a lock.

    A forked child gets an engine of its own: connections do not survive a fork.
    """
    key = (environment().side_store, os.getpid())
    found, tables = _engines.get(key, (None, 0))
    if found is not None and tables == len(METADATA.tables):
        return found
    with _lock:
        return _open(key)


def _open(key: tuple[str, int]) -> Engine:
    found, tables = _engines.get(key, (None, 0))
    known = len(METADATA.tables)
    if found is None:
        found = make_engine(key[0])
    elif tables != known:
        # a room with a table of its own was imported since
        make_tables(found)
    _engines[key] = (found, known)
    return found


def _renew_lock() -> None:
    global _lock
    _lock = threading.Lock()


# another thread may have held the lock in the moment of the fork
os.register_at_fork(after_in_child=_renew_lock)
