"""Which order was already sent? Keys lie beside the cases and commit with them."""

from collections.abc import Iterable
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from collective.eloket.catalogue.drafts import LIFE
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from itertools import chain
from itertools import islice
from persistent import Persistent


#: After this time the same key makes a new case.
KEY_LIFE = timedelta(hours=24)
#: So long a key still tells what became of a form: as long as drafts live.
KEPT = LIFE
PARTITIONS = 64
#: Each write looks at this many neighbours and takes the old ones away. Hashes lie in
#: no order, so of all that lie there no more than about an eighth can be old.
NEIGHBOURS = 8


class OrderKeys(Persistent):
    """Hashes of idempotency keys → reference, and when it was given."""

    def __init__(self) -> None:
        self.references = tuple(Tree() for _ in range(PARTITIONS))

    def find(self, key: str, now: datetime, life: timedelta = KEY_LIFE) -> str | None:
        """Return the reference of the case this key made, at most so long ago."""
        found = self._tree(key).get(key)
        if found is None or found[1] <= _seconds(now - life):
            return None
        return found[0]

    def remember(self, key: str, reference: str, now: datetime) -> None:
        """Keep the key for 30 days; two at the same time conflict, one is retried."""
        tree = self._tree(key)
        around = chain(tree.items(key), tree.items(None, key, excludemax=True))
        _take_old(tree, islice(around, NEIGHBOURS), now)
        tree[key] = (reference, _seconds(now))

    def sweep(self, now: datetime) -> int:
        """Take all old keys away; returns how many."""
        return sum(_take_old(tree, tree.items(), now) for tree in self.references)

    def _tree(self, key: str) -> Tree:
        return self.references[shard_of(key, PARTITIONS)]


def _take_old(
    tree: Tree, entries: Iterable[tuple[str, tuple[str, int]]], now: datetime
) -> int:
    last = _seconds(now - KEPT)
    old = [key for key, (_reference, at) in entries if at <= last]
    for key in old:
        del tree[key]
    return len(old)


def order_key(applicant: str, subject: str, document_uid: str, sent: str) -> str:
    """Return the keyed hash under which an order is remembered."""
    parts = (applicant, subject, document_uid, sent)
    return vault.blind("order", "\0".join(parts))


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
