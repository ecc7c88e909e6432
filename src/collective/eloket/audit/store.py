"""The audit's table in the side store's database; rows are only ever added.

Seals over rows lie in a table of their own (``seal_rows``): a column here would have to
be written later.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.model import Choice
from collective.eloket.audit.model import Outcome
from collective.eloket.ephemeral.errors import cause_of
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import engine
from collective.eloket.ephemeral.service import first
from collective.eloket.ephemeral.service import metadata
from collective.eloket.errors import MisconfiguredError
from contextlib import contextmanager
from sqlalchemy import and_
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import Float
from sqlalchemy import func
from sqlalchemy import Index
from sqlalchemy import insert
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import not_
from sqlalchemy import Row
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy.exc import SQLAlchemyError


AUDIT = Table(
    "audit",
    metadata(),
    # SQLite counts rows by itself only in an INTEGER key
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Float, nullable=False),
    Column("actor", Text),
    Column("role", Text, nullable=False),
    Column("subject", Text),
    Column("action", Text, nullable=False),
    Column("object", Text),
    Column("purpose", Text),
    Column("means", Text),
    Column("outcome", Text, nullable=False),
    Column("ref", BigInteger),
    Column("details", LargeBinary),
)
Index("audit_subject", AUDIT.c.subject, AUDIT.c.id)

#: More rows than a busy municipality writes in an hour.
RECENT = 200_000

ADD = insert(AUDIT).returning(AUDIT.c.id)


def add(values: dict) -> int:
    """Add a row, committed at once, and return its id.

    :raises AuditUnavailableError: it could not be written.
    """
    try:
        return first(ADD, values)[0]
    except SideStoreError as error:
        raise AuditUnavailableError(str(error)) from None
    except (MisconfiguredError, OSError) as error:
        # the text may hold the address
        raise AuditUnavailableError(type(error).__name__) from None


def rows(choice: Choice) -> Sequence[Row]:
    """Return the rows of a choice, newest first.

    :raises AuditUnavailableError: they could not be read.
    """
    query = select(AUDIT).where(*_conditions(choice)).order_by(AUDIT.c.id.desc())
    with connected() as connection:
        return connection.execute(query.limit(choice.most)).all()


def persons_seen(role: str, since: float, above: int) -> list[tuple[str, int]]:
    """Return who, in that role, has rows about more persons than ``above``.

    With how many persons; ``since`` in seconds of the epoch. A change counts as well
    as a view: whoever changes something saw it. Of the newest RECENT rows only: there
    is no index of moments.

    :raises AuditUnavailableError: it could not be counted.
    """
    persons = func.count(AUDIT.c.subject.distinct())
    oldest = select(func.coalesce(func.max(AUDIT.c.id), 0) - RECENT).scalar_subquery()
    query = (
        select(AUDIT.c.actor, persons)
        .where(AUDIT.c.id > oldest, AUDIT.c.at >= since)
        .where(AUDIT.c.role == role, AUDIT.c.actor.is_not(None))
        .group_by(AUDIT.c.actor)
        .having(persons > above)
    )
    with connected() as connection:
        return [(actor, number) for actor, number in connection.execute(query)]


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    columns = AUDIT.c
    conditions = [
        columns[name] == getattr(choice, name)
        for name in ("subject", "actor", "object")
        if getattr(choice, name) is not None
    ]
    if choice.since is not None:
        conditions.append(columns.at >= choice.since.timestamp())
    if choice.until is not None:
        conditions.append(columns.at < choice.until.timestamp())
    if choice.before is not None:
        conditions.append(columns.id < choice.before)
    return [*conditions, *_of_actions(choice)]


def _of_actions(choice: Choice) -> Iterator[ColumnElement[bool]]:
    if choice.actions is not None:
        yield AUDIT.c.action.in_(sorted(choice.actions))
    if choice.own:
        # without an actor it was a machine
        by_self = func.coalesce(AUDIT.c.actor, "") == AUDIT.c.subject
        yield not_(and_(by_self, AUDIT.c.action.in_(sorted(choice.own))))
    if not choice.attempts:
        yield AUDIT.c.outcome != Outcome.ATTEMPTED.value


@contextmanager
def connected() -> Iterator[Connection]:
    """Open a connection; each statement commits by itself.

    :raises AuditUnavailableError: the database is not there, or does not do it.
    """
    try:
        with engine().connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise AuditUnavailableError(cause_of(error)) from None
    except (MisconfiguredError, OSError) as error:
        # the text may hold the address
        raise AuditUnavailableError(type(error).__name__) from None
