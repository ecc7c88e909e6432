"""The table of seals, and the audit's rows as a sealer reads them."""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.eloket.audit.chain import Seal
from collective.eloket.audit.chain import START
from collective.eloket.audit.store import AUDIT
from collective.eloket.audit.store import connected
from collective.eloket.ephemeral.service import metadata
from dataclasses import asdict
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import LargeBinary
from sqlalchemy import RowMapping
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError


SEALS = Table(
    "audit_seals",
    metadata(),
    # numbers are given by the chain: of two sealers one gets the next
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("last_id", BigInteger, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("tags", LargeBinary, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

#: Rows, and seals, that are read at once.
PAGE = 500


def last_seal() -> Seal:
    """Return the newest seal; START when there is none.

    :raises AuditUnavailableError: it could not be read.
    """
    with connected() as connection:
        query = select(SEALS).order_by(SEALS.c.number.desc()).limit(1)
        found = connection.execute(query).one_or_none()
    return START if found is None else _seal(found)


def add_seal(seal: Seal) -> bool:
    """Write a seal, committed at once; False when its number is taken.

    :raises AuditUnavailableError: it could not be written.
    """
    values = asdict(seal)
    with connected() as connection:
        try:
            connection.execute(insert(SEALS), values)
        except IntegrityError:
            # another worker was faster
            return False
    return True


def last_row_id() -> int:
    """Return the highest id such that no row with a lower one can still appear.

    On PostgreSQL ids are given before rows are seen. The lock waits until nobody has an
    id in hands: https://www.postgresql.org/docs/15/explicit-locking.html, SHARE.

    :raises AuditUnavailableError: it could not be told now.
    """
    newest = select(func.coalesce(func.max(AUDIT.c.id), 0))
    with connected() as connection:
        if connection.dialect.name != "postgresql":
            return connection.execute(newest).scalar_one()
        connection = connection.execution_options(isolation_level="READ COMMITTED")
        with connection.begin():
            connection.execute(text("LOCK TABLE audit IN SHARE MODE"))
            return connection.execute(newest).scalar_one()


def rows_after(last_id: int, until: int, most: int = PAGE) -> Sequence[RowMapping]:
    """Return whole rows by id: above ``last_id``, up to and with ``until``.

    :raises AuditUnavailableError: they could not be read.
    """
    query = select(AUDIT).where(AUDIT.c.id > last_id, AUDIT.c.id <= until)
    with connected() as connection:
        found = connection.execute(query.order_by(AUDIT.c.id).limit(most))
        return found.mappings().all()


def seals() -> Iterator[Seal]:
    """Return all seals, oldest first, a few at a time."""
    last = None
    while page := _page_of_seals(last):
        yield from page
        last = page[-1].number


def _page_of_seals(last: int | None) -> list[Seal]:
    query = select(SEALS).order_by(SEALS.c.number).limit(PAGE // 10)
    if last is not None:
        query = query.where(SEALS.c.number > last)
    with connected() as connection:
        return [_seal(found) for found in connection.execute(query)]


def count_after(last_id: int) -> tuple[int, float | None]:
    """Return how many rows have a higher id, and when the first of them was written.

    :raises AuditUnavailableError: they could not be counted.
    """
    query = select(func.count(), func.min(AUDIT.c.at)).where(AUDIT.c.id > last_id)
    with connected() as connection:
        number, first = connection.execute(query).one()
    return number, first


def _seal(found) -> Seal:
    return Seal(
        found.number,
        found.at,
        found.count,
        found.last_id,
        bytes(found.previous),
        bytes(found.tags),
        found.key_id,
        bytes(found.hash),
    )
