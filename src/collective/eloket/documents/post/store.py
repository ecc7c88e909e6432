"""What waits for the mail room, and the batches that were printed, in the ZODB.

The dotted name of ``PostRoom`` stands in the database: never move it.
"""

from BTrees.IOBTree import IOBTree
from collections.abc import Iterator
from collective.eloket.documents.post.model import Batch
from collective.eloket.documents.post.model import Entry
from collective.eloket.documents.waiting import WaitingLetters
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations


#: Annotation of the site under which it lies.
ANNOTATION = "collective.eloket.post"


class PostRoom(WaitingLetters):
    """The letters that wait; number → batch. Plain values."""

    def __init__(self) -> None:
        super().__init__()
        self._batches = IOBTree()

    @property
    def next_number(self) -> int:
        """The number that the next batch gets; the first is 1."""
        return self._batches.maxKey() + 1 if self._batches else 1

    def add(self, batch: Batch) -> None:
        """Keep a batch; of two at once with one number the database takes one."""
        entries = tuple(tuple(entry) for entry in batch.entries)
        self._batches[batch.number] = (*batch[:3], entries)

    def batches(self) -> Iterator[Batch]:
        """Yield the batches, the newest first."""
        for number in reversed(list(self._batches)):
            yield self.find(number)

    def find(self, number: int) -> Batch | None:
        """Return the batch of that number, or None."""
        found = self._batches.get(number)
        if found is None:
            return None
        return Batch(*found[:3], tuple(Entry(*entry) for entry in found[3]))


def find_room(site: ISiteRoot) -> PostRoom | None:
    """Return the site's; None while nothing was ever to go by post."""
    return IAnnotations(site).get(ANNOTATION)


def make_room(site: ISiteRoot) -> PostRoom:
    """Return the site's, made if need be."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = PostRoom()
    return annotations[ANNOTATION]
