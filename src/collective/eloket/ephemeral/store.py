"""The side store on SQLite or PostgreSQL: one statement per act."""

from collections.abc import Callable
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral import quick
from collective.eloket.ephemeral import statements
from collective.eloket.ephemeral.interfaces import ISideStore
from datetime import datetime
from datetime import timedelta
from sqlalchemy import Engine
from sqlalchemy import Executable
from zope.interface import implementer


#: A window is counted in this many slots.
SLOTS = 10

#: Longer keys are a defect of the caller: a hash is shorter.
LONGEST_KEY = 200


@implementer(ISideStore)
class SideStore:
    """See ISideStore. ``engine`` returns the engine of the running process."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def _run(self, statement: Executable, **values):
        if len(values.get("key", "")) > LONGEST_KEY:
            raise ValueError("the key is too long")
        return quick.first(self._engine, statement, values)

    def _dialect(self) -> str:
        return self._engine().dialect.name

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
        row = self._run(
            statements.put_if_absent(self._dialect()),
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
        expires = ((now or utcnow()) + ttl).timestamp()
        statement = statements.put(self._dialect())
        self._run(statement, kind=kind, key=key, value=value, expires=expires)

    def get(self, kind: str, key: str, now: datetime | None = None) -> bytes | None:
        """See ISideStore."""
        return _unless_ended(self._run(statements.GET, kind=kind, key=key), now)

    def take(self, kind: str, key: str, now: datetime | None = None) -> bytes | None:
        """See ISideStore."""
        return _unless_ended(self._run(statements.TAKE, kind=kind, key=key), now)

    def delete(self, kind: str, key: str) -> None:
        """See ISideStore."""
        self._run(statements.DELETE, kind=kind, key=key)

    def count(
        self, kind: str, key: str, window: timedelta, now: datetime | None = None
    ) -> int:
        """See ISideStore."""
        now = now or utcnow()
        self._run(
            statements.add_one(self._dialect()),
            kind=_counted_as(kind, window),
            key=key,
            slot=_slot(now, window),
            times=1,
            expires=(now + 2 * window).timestamp(),
        )
        return self.counted(kind, key, window, now)

    def uncount(self, kind: str, key: str, window: timedelta, now: datetime) -> None:
        """See ISideStore."""
        self._run(
            statements.TAKE_BACK,
            of_kind=_counted_as(kind, window),
            of_key=key,
            at=_slot(now, window),
        )

    def counted(
        self, kind: str, key: str, window: timedelta, now: datetime | None = None
    ) -> int:
        """See ISideStore."""
        row = self._run(
            statements.SUM,
            kind=_counted_as(kind, window),
            key=key,
            after=_slot(now or utcnow(), window) - SLOTS - 1,
        )
        return row[0] or 0

    def sweep(self, now: datetime | None = None) -> int:
        """See ISideStore."""
        moment = (now or utcnow()).timestamp()
        return sum(self._run(sweep, now=moment) for sweep in statements.sweeps())

    def keep(self, kind: str, key: str, value: bytes) -> None:
        """See ISideStore."""
        self._run(statements.keep(self._dialect()), kind=kind, key=key, value=value)

    def kept(self, kind: str, key: str) -> bytes | None:
        """See ISideStore."""
        row = self._run(statements.GET_KEPT, kind=kind, key=key)
        return None if row is None else bytes(row[0])

    def erase(self, kind: str, key: str) -> None:
        """See ISideStore."""
        self._run(statements.ERASE, kind=kind, key=key)

    def kept_page(self, kind: str, after: str, most: int) -> list[tuple[str, bytes]]:
        """See ISideStore."""
        values = {"kind": kind, "after": after, "most": most}
        found = quick.rows(self._engine, statements.KEPT_PAGE, values)
        return [(row.key, bytes(row.value)) for row in found]

    def replace_kept(self, kind: str, key: str, old: bytes, new: bytes) -> bool:
        """See ISideStore."""
        values = {"of_kind": kind, "of_key": key, "old": old, "new": new}
        return bool(self._run(statements.REPLACE_KEPT, **values))


def _unless_ended(row, now: datetime | None) -> bytes | None:
    if row is None or row[1] <= (now or utcnow()).timestamp():
        return None
    return bytes(row[0])


def _counted_as(kind: str, window: timedelta) -> str:
    # slots of another length have other numbers: they must not meet
    return f"{kind}/{window.total_seconds():g}"


def _slot(now: datetime, window: timedelta) -> int:
    return int(now.timestamp() / window.total_seconds() * SLOTS)
