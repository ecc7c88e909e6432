"""The table of sessions that began, so that their citizen can see and end them.

It stands in the side store: a row is written when a session has begun, and once a
minute while it is used, on a GET as well. What lives is not told by it but by
``session.is_alive``; the rows of what is over go with the sweep.
"""

from collections.abc import Sequence
from collective.eloket.ephemeral.service import first
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


#: All times are seconds since 1970; ``label`` is sealed.
SESSIONS = Table(
    "sessions",
    metadata(),
    Column("sid", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("started", Float, nullable=False),
    Column("last", Float, nullable=False),
    Column("label", LargeBinary, nullable=False),
    Column("expires", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("sessions_person", SESSIONS.c.person)
Index("sessions_expires", SESSIONS.c.expires)

#: More than a person has; of a program that signs in again and again the newest.
MOST = 50

_ADD = insert(SESSIONS)
_OF_PERSON = (
    select(SESSIONS)
    .where(
        SESSIONS.c.person == bindparam("of_person"),
        SESSIONS.c.expires > bindparam("now"),
    )
    .order_by(SESSIONS.c.last.desc(), SESSIONS.c.sid)
    .limit(MOST)
)
_REMOVE_ALL = delete(SESSIONS).where(SESSIONS.c.person == bindparam("of_person"))
_SEEN = (
    update(SESSIONS)
    .where(SESSIONS.c.sid == bindparam("of_sid"), SESSIONS.c.last < bindparam("now"))
    .values(last=bindparam("now"))
)


def add(values: dict) -> None:
    """Write a new row."""
    first(_ADD, values)


def seen(sid: str, now: float) -> None:
    """Note when a session was used last; one without a row has none to note it in."""
    first(_SEEN, {"of_sid": sid, "now": now})


def of_person(person: str, now: float) -> Sequence[Row]:
    """Return the newest rows of a person, the one used last first."""
    return run(_OF_PERSON, {"of_person": person, "now": now})


def remove_all(person: str) -> None:
    """Remove the rows of a person; no session ends by that."""
    run(_REMOVE_ALL, {"of_person": person})
