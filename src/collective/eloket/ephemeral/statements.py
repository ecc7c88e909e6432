"""What the side store says to its database; made once, SQLAlchemy keeps them compiled.

An upsert is written differently for each database, so these are made per dialect.
"""

from collective.eloket.ephemeral.sql import COUNTS
from collective.eloket.ephemeral.sql import ENTRIES
from collective.eloket.ephemeral.sql import KEPT
from collective.eloket.ephemeral.sql import METADATA
from functools import cache
from sqlalchemy import bindparam
from sqlalchemy import Delete
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert


_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def _where(table: Table):
    return (table.c.kind == bindparam("kind")) & (table.c.key == bindparam("key"))


GET = select(ENTRIES.c.value, ENTRIES.c.expires).where(_where(ENTRIES))
TAKE = (
    delete(ENTRIES).where(_where(ENTRIES)).returning(ENTRIES.c.value, ENTRIES.c.expires)
)
DELETE = delete(ENTRIES).where(_where(ENTRIES))
GET_KEPT = select(KEPT.c.value).where(_where(KEPT))
ERASE = delete(KEPT).where(_where(KEPT))
KEPT_PAGE = (
    select(KEPT.c.key, KEPT.c.value)
    .where(KEPT.c.kind == bindparam("kind"), KEPT.c.key > bindparam("after"))
    .order_by(KEPT.c.key)
    .limit(bindparam("most"))
)
REPLACE_KEPT = (
    update(KEPT)
    .where(
        KEPT.c.kind == bindparam("of_kind"),
        KEPT.c.key == bindparam("of_key"),
        KEPT.c.value == bindparam("old"),
    )
    .values(value=bindparam("new"))
)
#: One less in a slot; bound names must not be those of columns.
TAKE_BACK = (
    update(COUNTS)
    .where(
        COUNTS.c.kind == bindparam("of_kind"),
        COUNTS.c.key == bindparam("of_key"),
        COUNTS.c.slot == bindparam("at"),
        COUNTS.c.times > 0,
    )
    .values(times=COUNTS.c.times - 1)
)
#: How often it happened in the slots after ``after``.
SUM = select(func.sum(COUNTS.c.times)).where(
    _where(COUNTS), COUNTS.c.slot > bindparam("after")
)


def sweeps() -> list[Delete]:
    """Return what takes ended rows away, of every table whose rows end."""
    ending = (table for table in METADATA.sorted_tables if "expires" in table.c)
    return [delete(t).where(t.c.expires <= bindparam("now")) for t in ending]


@cache
def put(dialect: str) -> Insert:
    """Return the statement that writes an entry over what is there."""
    new = _INSERTS[dialect](ENTRIES)
    return new.on_conflict_do_update(
        index_elements=["kind", "key"],
        set_={"value": new.excluded.value, "expires": new.excluded.expires},
    )


@cache
def put_if_absent(dialect: str) -> Insert:
    """Return the statement that writes over an ended entry only; a row if it did."""
    new = _INSERTS[dialect](ENTRIES)
    return new.on_conflict_do_update(
        index_elements=["kind", "key"],
        set_={"value": new.excluded.value, "expires": new.excluded.expires},
        where=ENTRIES.c.expires <= bindparam("now"),
    ).returning(ENTRIES.c.expires)


@cache
def add_one(dialect: str) -> Insert:
    """Return the statement that counts one more in a slot."""
    return _INSERTS[dialect](COUNTS).on_conflict_do_update(
        index_elements=["kind", "key", "slot"],
        set_={"times": COUNTS.c.times + 1},
    )


@cache
def keep(dialect: str) -> Insert:
    """Return the statement that keeps a value unless one is there."""
    return _INSERTS[dialect](KEPT).on_conflict_do_nothing()
