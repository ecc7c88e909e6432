"""Rows are sealed into the chain; of any number of sealers one makes the next seal."""

from collective.eloket.audit import seal_rows
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.chain import next_seal
from collective.eloket.clock import utcnow
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC


#: Seals that are made in one go: a worker has other work, too.
MOST_SEALS = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that are not sealed yet; ``since`` is aware, None when there are none."""

    rows: int
    since: datetime | None


def seal_new_rows() -> int:
    """Seal what was recorded since the last seal; return how many rows were.

    Another sealer at work makes this one stop: nothing is sealed twice.

    :raises AuditUnavailableError: the database does not do it.
    """
    until = seal_rows.last_row_id()
    before = seal_rows.last_seal()
    sealed = 0
    for _number in range(MOST_SEALS):
        rows = seal_rows.rows_after(before.last_id, until)
        if not rows:
            break
        seal = next_seal(before, rows, utcnow().timestamp())
        if not seal_rows.add_seal(seal):
            break
        before = seal
        sealed += len(rows)
    return sealed


def waiting() -> Waiting:
    """Return what is not sealed yet.

    :raises AuditUnavailableError: it could not be read.
    """
    rows, first = seal_rows.count_after(seal_rows.last_seal().last_id)
    return Waiting(rows, None if first is None else datetime.fromtimestamp(first, UTC))


def current_anchor() -> Anchor | None:
    """Return what the chain is now; None while nothing is sealed.

    :raises AuditUnavailableError: it could not be read.
    """
    head = seal_rows.last_seal()
    if not head.number:
        return None
    return Anchor(head.count, head.hash, utcnow().replace(microsecond=0))
