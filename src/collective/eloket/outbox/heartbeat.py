"""Says, and knows, whether a worker lives."""

from collective.eloket.ephemeral.service import side_store
from datetime import datetime
from datetime import timedelta


#: Kind of the side store's entry that says a worker lives.
HEARTBEAT = "worker"
#: A worker that was silent for longer is gone.
SILENCE = timedelta(seconds=60)


def tell_alive(worker: str, now: datetime | None = None) -> None:
    """Say that this worker lives; there may be several, the last word counts."""
    side_store().put(HEARTBEAT, "last", worker.encode(), SILENCE, now)


def worker_is_alive(now: datetime | None = None) -> bool:
    """Did a worker say so within the last minute?"""
    return side_store().get(HEARTBEAT, "last", now) is not None
