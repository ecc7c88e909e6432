"""The side store on SQLite or PostgreSQL: one statement per act."""

from collections.abc import Callable
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.interfaces import ISideStore
from collective.eloket.ephemeral.sql import COUNTS
from collective.eloket.ephemeral.sql import ENTRIES
from collective.eloket.ephemeral.sql import insert
from collective.eloket.ephemeral.sql import KEPT
from datetime import datetime
from datetime import timedelta
from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import Engine
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import Table
from zope.interface import implementer


#: A window is counted in this many slots.
SLOTS = 10

LONGEST_KEY = 200


def _where(table: Table):
    return (table.c.kind == bindparam("kind")) & (table.c.key == bindparam("key"))


# made once: SQLAlchemy compiles a statement once per shape
GET = select(ENTRIES.c.value, ENTRIES.c.expires).where(_where(ENTRIES))
TAKE = (
    delete(ENTRIES).where(_where(ENTRIES)).returning(ENTRIES.c.value, ENTRIES.c.expires)
)
DELETE = delete(ENTRIES).where(_where(ENTRIES))
GET_KEPT = select(KEPT.c.value).where(_where(KEPT))
ERASE = delete(KEPT).where(_where(KEPT))
SUM = select(func.sum(COUNTS.c.times)).where(
    _where(COUNTS), COUNTS.c.slot > bindparam("after")
)


@implementer(ISideStore)
class SideStore:
    """See ISideStore. ``engine`` returns the engine of the running process."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def _run(self, statement, **values):
        if len(values.get("key", "")) > LONGEST_KEY:
            raise ValueError("the key is too long")
        with self._engine().connect() as connection:
            result = connection.execute(statement, values)
            return result.first() if result.returns_rows else result.rowcount

    def put_if_absent(
        self,
        kind: str,
        key: str,
        value: bytes,
        ttl: timedelta,
        now: datetime | None = None,
    ) -> bool:
        """See ISideStore."""
        now = now or utcnow()
        new = insert(self._engine(), ENTRIES)
        statement = new.on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={"value": new.excluded.value, "expires": new.excluded.expires},
            where=ENTRIES.c.expires <= bindparam("now"),
        ).returning(ENTRIES.c.expires)
        row = self._run(
            statement,
            kind=kind,
            key=key,
            value=value,
            expires=(now + ttl).timestamp(),
            now=now.timestamp(),
        )
        return row is not None

    def put(
        self,
        kind: str,
        key: str,
        value: bytes,
        ttl: timedelta,
        now: datetime | None = None,
    ) -> None:
        """See ISideStore."""
        new = insert(self._engine(), ENTRIES)
        statement = new.on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={"value": new.excluded.value, "expires": new.excluded.expires},
        )
        expires = ((now or utcnow()) + ttl).timestamp()
        self._run(statement, kind=kind, key=key, value=value, expires=expires)

    def get(self, kind: str, key: str, now: datetime | None = None) -> bytes | None:
        """See ISideStore."""
        return _unless_ended(self._run(GET, kind=kind, key=key), now)

    def take(self, kind: str, key: str, now: datetime | None = None) -> bytes | None:
        """See ISideStore."""
        return _unless_ended(self._run(TAKE, kind=kind, key=key), now)

    def delete(self, kind: str, key: str) -> None:
        """See ISideStore."""
        self._run(DELETE, kind=kind, key=key)

    def count(
        self, kind: str, key: str, window: timedelta, now: datetime | None = None
    ) -> int:
        """See ISideStore."""
        now = now or utcnow()
        new = insert(self._engine(), COUNTS)
        statement = new.on_conflict_do_update(
            index_elements=["kind", "key", "slot"],
            set_={"times": COUNTS.c.times + 1},
        )
        self._run(
            statement,
            kind=kind,
            key=key,
            slot=_slot(now, window),
            times=1,
            expires=(now + 2 * window).timestamp(),
        )
        return self.counted(kind, key, window, now)

    def counted(
        self, kind: str, key: str, window: timedelta, now: datetime | None = None
    ) -> int:
        """See ISideStore."""
        after = _slot(now or utcnow(), window) - SLOTS
        return self._run(SUM, kind=kind, key=key, after=after)[0] or 0

    def sweep(self, now: datetime | None = None) -> int:
        """See ISideStore."""
        moment = (now or utcnow()).timestamp()
        return sum(
            self._run(delete(table).where(table.c.expires <= moment))
            for table in (ENTRIES, COUNTS)
        )

    def keep(self, kind: str, key: str, value: bytes) -> None:
        """See ISideStore."""
        statement = insert(self._engine(), KEPT).on_conflict_do_nothing()
        self._run(statement, kind=kind, key=key, value=value)

    def kept(self, kind: str, key: str) -> bytes | None:
        """See ISideStore."""
        row = self._run(GET_KEPT, kind=kind, key=key)
        return None if row is None else bytes(row[0])

    def erase(self, kind: str, key: str) -> None:
        """See ISideStore."""
        self._run(ERASE, kind=kind, key=key)


def _unless_ended(row, now: datetime | None) -> bytes | None:
    if row is None or row[1] <= (now or utcnow()).timestamp():
        return None
    return bytes(row[0])


def _slot(now: datetime, window: timedelta) -> int:
    return int(now.timestamp() / window.total_seconds() * SLOTS)
