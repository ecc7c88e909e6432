"""Records of letters in the ZODB, by the keyed hash of their code.

They lie apart from the cases, which go first. The dotted name of ``LetterRecords``
stands in the database: never move it.
"""

from collections.abc import Iterator
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from collective.eloket.documents.verification.model import Record
from persistent import Persistent
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations


#: Annotation of the site under which the records lie.
ANNOTATION = "collective.eloket.letters"

SHARDS = 64

#: What is left of a record when its term is over: that there was one.
OVER = ()


class LetterRecords(Persistent):
    """Plain tuples on shards, so that workers do not meet."""

    def __init__(self) -> None:
        self._shards = tuple(Tree() for _ in range(SHARDS))

    def _shard(self, key: str) -> Tree:
        return self._shards[shard_of(key, SHARDS)]

    def put(self, key: str, record: Record) -> None:
        """Keep a record, or change it."""
        self._shard(key)[key] = tuple(record)

    def find(self, key: str) -> Record | None:
        """Return the record; None when there is none, or its term was over."""
        found = self._shard(key).get(key)
        return Record(*found) if found else None

    def is_over(self, key: str) -> bool:
        """Was there a record whose contents were let go?"""
        return self._shard(key).get(key) == OVER

    def items(self) -> Iterator[tuple[str, Record | None]]:
        """Yield all records; None: its term was over."""
        for shard in self._shards:
            for key, found in shard.items():
                yield key, Record(*found) if found else None

    def let_go(self, number: int, today: int) -> int:
        """Let go of what one shard holds past its term; returns how many there were."""
        shard = self._shards[number % SHARDS]
        old = [
            key for key, found in shard.items() if found and Record(*found).last < today
        ]
        for key in old:
            shard[key] = OVER
        return len(old)


def find_records(site: ISiteRoot) -> LetterRecords | None:
    """Return the site's records; None while there are none."""
    return IAnnotations(site).get(ANNOTATION)


def make_records(site: ISiteRoot) -> LetterRecords:
    """Return the site's records, made if need be."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = LetterRecords()
    return annotations[ANNOTATION]
