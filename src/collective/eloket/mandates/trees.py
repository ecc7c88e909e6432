"""Trees of a room, each in an annotation of the site: found, and made where missing."""

from collections.abc import Mapping
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations


#: Name of an annotation → what makes its empty tree.
Trees = Mapping[str, Any]


def find_tree(trees: Trees, name: str) -> Any:
    """Return a tree of this site; an empty one where none was made yet."""
    found = IAnnotations(api.portal.get()).get(name)
    return trees[name]() if found is None else found


def make_missing(trees: Trees) -> None:
    """Make what is missing, on a site that was installed before there were any."""
    annotations = IAnnotations(api.portal.get())
    for name, made in trees.items():
        if name not in annotations:
            annotations[name] = made()
