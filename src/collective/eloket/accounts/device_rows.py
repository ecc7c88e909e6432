"""The table of browsers that stay signed in.

It stands in the side store: a browser comes back by GET, and that writes no ZODB.
Secrets are kept as keyed hashes. Each statement is one step that happens once.
"""

from collections.abc import Sequence
from collective.eloket.ephemeral.service import metadata
from collective.eloket.ephemeral.service import run
from sqlalchemy import bindparam
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import insert
from sqlalchemy import LargeBinary
from sqlalchemy import Row
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import update


#: ``expires`` makes the side store's sweep take the rows away. All times are seconds
#: since 1970. ``secret`` was used; ``pending`` was handed out since, at ``issued``.
DEVICES = Table(
    "devices",
    metadata(),
    Column("series", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("pending", Text, nullable=False),
    Column("issued", Float, nullable=False),
    Column("made", Float, nullable=False),
    Column("used", Float, nullable=False),
    Column("label", LargeBinary, nullable=False),
    Column("expires", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("devices_person", DEVICES.c.person)
Index("devices_expires", DEVICES.c.expires)

_ONE = DEVICES.c.series == bindparam("of_series")
_ALIVE = DEVICES.c.expires > bindparam("now")

_ADD = insert(DEVICES)
_FIND = select(DEVICES).where(_ONE, _ALIVE)
_OF_PERSON = (
    select(DEVICES)
    .where(DEVICES.c.person == bindparam("of_person"), _ALIVE)
    .order_by(DEVICES.c.used.desc(), DEVICES.c.series)
)
_CONFIRM = (
    update(DEVICES)
    .where(_ONE, _ALIVE, DEVICES.c.pending == bindparam("shown"))
    .values(
        secret=DEVICES.c.pending,
        pending=bindparam("next"),
        issued=bindparam("now"),
        used=bindparam("now"),
    )
    .returning(DEVICES.c.person)
)
_REPLACE = (
    update(DEVICES)
    .where(
        _ONE,
        _ALIVE,
        DEVICES.c.secret == bindparam("shown"),
        DEVICES.c.issued <= bindparam("before"),
    )
    .values(pending=bindparam("next"), issued=bindparam("now"), used=bindparam("now"))
    .returning(DEVICES.c.person)
)
_DELETE = delete(DEVICES).where(_ONE)
_DELETE_ALL = delete(DEVICES).where(DEVICES.c.person == bindparam("of_person"))
_DELETE_MINE = _DELETE.where(DEVICES.c.person == bindparam("of_person")).returning(
    DEVICES.c.series
)


def add(values: dict) -> None:
    """Write a new row."""
    run(_ADD, values)


def find(series: str, now: float) -> Row | None:
    """Return the row of a series that still lives, or None."""
    return next(iter(run(_FIND, {"of_series": series, "now": now})), None)


def of_person(person: str, now: float) -> Sequence[Row]:
    """Return the rows of a person, the one used last first."""
    return run(_OF_PERSON, {"of_person": person, "now": now})


def confirm(series: str, shown: str, following: str, now: float) -> bool:
    """Take the secret that was handed out last as the used one; True if it was so."""
    values = {"of_series": series, "shown": shown, "next": following, "now": now}
    return bool(run(_CONFIRM, values))


def replace(series: str, shown: str, following: str, before: float, now: float) -> bool:
    """Hand out another secret for one whose answer was lost; True if it was so.

    Not when one was handed out after ``before``: another tab has it.
    """
    values = {
        "of_series": series,
        "shown": shown,
        "next": following,
        "before": before,
        "now": now,
    }
    return bool(run(_REPLACE, values))


def remove(series: str) -> None:
    """Remove a row."""
    run(_DELETE, {"of_series": series})


def remove_of(series: str, person: str) -> bool:
    """Remove a row of that person; True if there was one."""
    return bool(run(_DELETE_MINE, {"of_series": series, "of_person": person}))


def remove_all(person: str) -> None:
    """Remove the rows of a person."""
    run(_DELETE_ALL, {"of_person": person})
