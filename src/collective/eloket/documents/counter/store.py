"""What lies ready at the counter, in the ZODB.

The dotted name of ``CounterRoom`` stands in the database: never move it.
"""

from collective.eloket.documents.waiting import WaitingLetters
from Products.CMFCore.interfaces import ISiteRoot
from zope.annotation.interfaces import IAnnotations


#: Annotation of the site under which it lies.
ANNOTATION = "collective.eloket.counter"


class CounterRoom(WaitingLetters):
    """The letters that nobody came for yet."""


def find_room(site: ISiteRoot) -> CounterRoom | None:
    """Return the site's; None while nothing was ever to be picked up."""
    return IAnnotations(site).get(ANNOTATION)


def make_room(site: ISiteRoot) -> CounterRoom:
    """Return the site's, made if need be."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = CounterRoom()
    return annotations[ANNOTATION]
