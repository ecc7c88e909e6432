"""The table of what was put aside: sealed parts under an owner and a name.

It stands in the side store: what was typed must survive the rollback of a refused
form, and an autosave must not write the ZODB.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.ephemeral.service import metadata
from collective.eloket.ephemeral.service import run
from functools import cache
from sqlalchemy import bindparam
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Float
from sqlalchemy import func
from sqlalchemy import Index
from sqlalchemy import LargeBinary
from sqlalchemy import Row
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert


#: ``expires`` makes the side store's sweep take the rows away.
ASIDE = Table(
    "aside",
    metadata(),
    Column("owner", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("saved", Float, nullable=False),
    Column("expires", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("aside_expires", ASIDE.c.expires)

_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

_MINE = ASIDE.c.owner == bindparam("of_owner")
_ONE = _MINE & (ASIDE.c.name == bindparam("of_name"))
_ALIVE = ASIDE.c.expires > bindparam("now")

_READ = select(ASIDE.c.part, ASIDE.c.value).where(_ONE, _ALIVE)
_READ_PART = _READ.where(ASIDE.c.part == bindparam("of_part"))
_NAMES = (
    select(ASIDE.c.name, func.max(ASIDE.c.saved).label("saved"))
    .where(_MINE, _ALIVE)
    .group_by(ASIDE.c.name)
    .order_by(func.max(ASIDE.c.saved).desc(), ASIDE.c.name)
)
_RENEW = update(ASIDE).where(_ONE, _ALIVE)
_DELETE = delete(ASIDE).where(_ONE)
_DELETE_PART = _DELETE.where(ASIDE.c.part == bindparam("of_part"))
_DELETE_ALL = delete(ASIDE).where(_MINE)


@cache
def _put(dialect: str) -> Insert:
    new = _INSERTS[dialect](ASIDE)
    return new.on_conflict_do_update(
        index_elements=["owner", "name", "part"],
        set_={
            column: getattr(new.excluded, column)
            for column in ("value", "saved", "expires")
        },
    )


def put(
    owner: str, name: str, parts: Mapping[str, bytes], saved: float, expires: float
) -> None:
    """Write parts, in their order."""
    common = {"owner": owner, "name": name, "saved": saved, "expires": expires}
    for part, value in parts.items():
        run(_put, common | {"part": part, "value": value})


def renew(owner: str, name: str, now: float, expires: float) -> None:
    """Let all parts of a name that still live end later."""
    which = {"of_owner": owner, "of_name": name, "now": now}
    run(_RENEW.values(expires=expires), which)


def read(owner: str, name: str, part: str | None, now: float) -> dict[str, bytes]:
    """Return all parts of a name, or only one."""
    which = {"of_owner": owner, "of_name": name, "now": now}
    if part is None:
        rows = run(_READ, which)
    else:
        rows = run(_READ_PART, which | {"of_part": part})
    return {row.part: bytes(row.value) for row in rows}


def names(owner: str, now: float) -> Sequence[Row]:
    """Return the names of an owner with the moment of the last write, newest first."""
    return run(_NAMES, {"of_owner": owner, "now": now})


def remove(owner: str, name: str, part: str | None = None) -> None:
    """Remove one part, or all of a name."""
    which = {"of_owner": owner, "of_name": name}
    if part is None:
        run(_DELETE, which)
    else:
        run(_DELETE_PART, which | {"of_part": part})


def remove_all(owner: str) -> None:
    """Remove everything of an owner."""
    run(_DELETE_ALL, {"of_owner": owner})
