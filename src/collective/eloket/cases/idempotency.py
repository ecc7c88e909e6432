"""Which order was already sent? Keys lie beside the cases and commit with them."""

from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from persistent import Persistent


#: After this time the same key makes a new case.
KEY_LIFE = timedelta(hours=24)
PARTITIONS = 64
#: Each write takes this many old keys of its partition away, so it never grows.
SWEPT_PER_WRITE = 4


class OrderKeys(Persistent):
    """Hashes of idempotency keys → reference, with the age of each."""

    def __init__(self) -> None:
        self.references = tuple(Tree() for _ in range(PARTITIONS))
        self.ages = tuple(Tree() for _ in range(PARTITIONS))

    def find(self, key: str, now: datetime) -> str | None:
        """Return the reference of the case this key made in the last 24 hours."""
        found = self.references[shard_of(key, PARTITIONS)].get(key)
        if found is None or found[1] <= _seconds(now - KEY_LIFE):
            return None
        return found[0]

    def remember(self, key: str, reference: str, now: datetime) -> None:
        """Keep the key for 24 hours; two at the same time conflict, one is retried."""
        shard = shard_of(key, PARTITIONS)
        references, ages = self.references[shard], self.ages[shard]
        self._sweep(shard, now, SWEPT_PER_WRITE)
        old = references.get(key)
        if old is not None:
            ages.pop((old[1], key), None)
        references[key] = (reference, _seconds(now))
        ages[_seconds(now), key] = 1

    def sweep(self, now: datetime) -> int:
        """Take all old keys away; returns how many."""
        return sum(self._sweep(shard, now, None) for shard in range(PARTITIONS))

    def _sweep(self, shard: int, now: datetime, most: int | None) -> int:
        references, ages = self.references[shard], self.ages[shard]
        old = []
        for age in ages.keys(None, (_seconds(now - KEY_LIFE) + 1,)):
            if len(old) == most:
                break
            old.append(age)
        for age in old:
            del ages[age]
            references.pop(age[1], None)
        return len(old)


def order_key(applicant: str, subject: str, document_uid: str, sent: str) -> str:
    """Return the keyed hash under which an order is remembered."""
    parts = (applicant, subject, document_uid, sent)
    return vault.blind("order", "\0".join(parts))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
