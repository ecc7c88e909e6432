"""The audit's table in the side store's database; rows are only ever added.

Seals over rows lie in a table of their own (``seal_rows``): a column here would have to
be written later.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.ephemeral.errors import cause_of
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import engine
from collective.eloket.ephemeral.service import first
from collective.eloket.ephemeral.service import metadata
from collective.eloket.errors import MisconfiguredError
from contextlib import contextmanager
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Connection
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import insert
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
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


def rows(subject: str | None, since: float | None, most: int) -> Sequence[Row]:
    """Return rows, newest first; ``since`` in seconds of the epoch.

    :raises AuditUnavailableError: they could not be read.
    """
    query = select(AUDIT).order_by(AUDIT.c.id.desc()).limit(most)
    if subject is not None:
        query = query.where(AUDIT.c.subject == subject)
    if since is not None:
        query = query.where(AUDIT.c.at >= since)
    with connected() as connection:
        return connection.execute(query).all()


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
