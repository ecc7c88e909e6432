"""Where applications, rights and target groups are kept: one text, in an annotation.

A plain text lies in the tree of annotations itself: to read it loads nothing more than
to find the trees beside it.
"""

from collections.abc import Iterable
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Book
from collective.eloket.mandates.rights.model import TargetGroup
from collective.eloket.mandates.rights.written import as_text
from collective.eloket.mandates.rights.written import book_of
from plone import api
from zope.annotation.interfaces import IAnnotations


#: Annotation of the site.
BOOK = "collective.eloket.mandates.rights"


def book() -> Book:
    """Return the applications of this site, the built-in one among them."""
    return book_of(IAnnotations(api.portal.get()).get(BOOK, ""))


def keep(applications: Iterable[Application], groups: Iterable[TargetGroup]) -> None:
    """Keep these; they are checked. Nothing is kept of what every site has."""
    annotations, text = IAnnotations(api.portal.get()), as_text(applications, groups)
    if text:
        annotations[BOOK] = text
    else:
        annotations.pop(BOOK, None)
