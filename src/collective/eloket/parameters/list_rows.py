"""The table of authorities' lists in use: where they are, until when they hold.

It stands in the side store, beside the lists, so that all workers see it.
"""

from collective.eloket.ephemeral.service import metadata
from collective.eloket.ephemeral.service import run
from functools import cache
from sqlalchemy import bindparam
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Float
from sqlalchemy import LargeBinary
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert
from typing import NamedTuple


#: ``expires`` makes the side store's sweep take the rows away. Times are seconds since
#: 1970; ``asked``: when it was fetched, or tried, last.
LISTS = Table(
    "revocation_lists",
    metadata(),
    Column("address", Text, primary_key=True),
    Column("issuer", LargeBinary, nullable=False),
    Column("asked", Float, nullable=False),
    Column("expires", Float, nullable=False),
    sqlite_with_rowid=False,
)


class Noted(NamedTuple):
    """A list in use; ``issuer``: its authority's certificate, DER."""

    address: str
    issuer: bytes
    asked: float
    expires: float


_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

_ONE = LISTS.c.address == bindparam("of_address")
#: Half of the time since it was asked for is over: there is as much left to try again.
_OLD = LISTS.c.asked + LISTS.c.expires <= 2 * bindparam("now", type_=Float)

_FIND_OLD = (
    select(LISTS).where(_OLD, LISTS.c.expires > bindparam("now")).order_by("expires")
)
_CLAIM = (
    update(LISTS)
    .where(_ONE, LISTS.c.asked == bindparam("before"))
    .values(asked=bindparam("now"))
    .returning(LISTS.c.address)
)
_DELETE = delete(LISTS).where(_ONE)


@cache
def _put(dialect: str) -> Insert:
    new = _INSERTS[dialect](LISTS)
    return new.on_conflict_do_update(
        index_elements=["address"],
        set_={
            column: getattr(new.excluded, column)
            for column in ("issuer", "asked", "expires")
        },
    )


def put(address: str, issuer: bytes, asked: float, expires: float) -> None:
    """Write a row, in place of the one that was there."""
    values = {"address": address, "issuer": issuer, "asked": asked, "expires": expires}
    run(_put, values)


def old(now: float) -> list[Noted]:
    """Return the rows that should be asked for again, the one that ends first first."""
    return [
        Noted(row.address, bytes(row.issuer), row.asked, row.expires)
        for row in run(_FIND_OLD, {"now": now})
    ]


def claim(address: str, before: float, now: float) -> bool:
    """Say that it is being asked for; of several who do, one gets True."""
    values = {"of_address": address, "before": before, "now": now}
    return bool(run(_CLAIM, values))


def remove(address: str) -> None:
    """Remove a row."""
    run(_DELETE, {"of_address": address})
