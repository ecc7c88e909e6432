"""The table of anchors that a time-stamp authority stamped."""

from collections.abc import Iterator
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.store import connected
from collective.eloket.ephemeral.service import metadata
from datetime import datetime
from datetime import UTC
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import insert
from sqlalchemy import LargeBinary
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError


ANCHORS = Table(
    "audit_anchors",
    metadata(),
    # one stamp for each length of the chain is enough
    Column("count", BigInteger, primary_key=True, autoincrement=False),
    Column("head", LargeBinary, nullable=False),
    Column("at", Float, nullable=False),
    Column("token", LargeBinary, nullable=False),
)


def keep(anchor: Anchor) -> bool:
    """Keep an anchor with its token, at once; False: one of that count is there.

    :raises AuditUnavailableError: it could not be written.
    """
    values = {
        "count": anchor.count,
        "head": anchor.head,
        "at": anchor.at.timestamp(),
        "token": anchor.token,
    }
    with connected() as connection:
        try:
            connection.execute(insert(ANCHORS), values)
        except IntegrityError:
            # a job that a crash had done again
            return False
    return True


def kept() -> Iterator[Anchor]:
    """Yield all of them, the shortest chain first.

    :raises AuditUnavailableError: it could not be read.
    """
    with connected() as connection:
        rows = connection.execute(select(ANCHORS).order_by(ANCHORS.c.count)).all()
    for row in rows:
        at = datetime.fromtimestamp(row.at, UTC)
        yield Anchor(row.count, row.head, at, row.token)
