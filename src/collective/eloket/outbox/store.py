"""The queue in the ZODB: jobs on shards, so that submitters do not meet.

The dotted names of ``Shard`` and ``Job`` stand in the database: never move them.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from persistent import Persistent
from persistent.list import PersistentList
from zlib import crc32


#: Annotation of the site under which the outbox lies.
ANNOTATION = "collective.eloket.outbox"

SHARDS = 64

#: Never removed: BTrees resolve no conflict on a node that is, or becomes, empty.
GUARDS = ("", "~", "~~")


class Shard(OOBTree):
    """Jobs by id; small nodes, as for the index of cases."""

    max_leaf_size = 30
    max_internal_size = 24


class Job(Persistent):
    """Something that is done after the commit. ``due`` in seconds of the epoch."""

    attempts = 0
    dead = False
    failure = None
    person_id = None

    def __init__(
        self, kind: str, sealed: bytes, person_id: str | None, due: float
    ) -> None:
        self.kind = kind
        self.sealed = sealed
        self.due = due
        if person_id is not None:
            self.person_id = person_id


class Outbox(Persistent):
    """All jobs of a site that are still to be done, or were given up."""

    def __init__(self) -> None:
        self._shards = PersistentList()
        for _number in range(SHARDS):
            shard = Shard()
            for guard in GUARDS:
                shard[guard] = None
            self._shards.append(shard)

    def _shard(self, job_id: str) -> Shard:
        return self._shards[crc32(job_id.encode()) % SHARDS]

    def add(self, job_id: str, job: Job) -> None:
        """Put a job in."""
        self._shard(job_id)[job_id] = job

    def find(self, job_id: str) -> Job | None:
        """Return the job, or None when it was done."""
        return self._shard(job_id).get(job_id)

    def remove(self, job_id: str) -> None:
        """Take a job out that was done."""
        del self._shard(job_id)[job_id]

    def items(self) -> Iterator[tuple[str, Job]]:
        """Return all jobs with their ids, in no order that means anything."""
        for shard in self._shards:
            for job_id, job in shard.items():
                if job is not None:
                    yield job_id, job
