"""Pieces of a page that differ in a few words only: drawn once, filled each time.

What is kept in memory is the piece with gaps in it, and nothing of anybody.
"""

from collections.abc import Callable
from collections.abc import Mapping
from html import escape
from typing import Any

import re


#: Around the name of a gap; nobody types these, and what fills a gap is not read again.
_OPEN, _CLOSE = "\ue000", "\ue001"
_GAP = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")
#: Addresses stand in the keys, and whoever asks chooses the Host: not without end.
MOST = 512


def gap(name: str) -> str:
    """Return what a template writes where ``name`` will stand."""
    return f"{_OPEN}{name}{_CLOSE}"


class Skeletons:
    """Pieces with gaps, by what else they depend on."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], str] = {}

    def filled(
        self, key: tuple[Any, ...], draw: Callable[[], str], values: Mapping[str, str]
    ) -> str:
        """Return the piece with its gaps filled; ``draw`` makes it the first time.

        ``key`` names all that ``draw`` looks at: language, addresses, what is shown.
        Values are plain text, for elements and quoted attributes.

        :raises KeyError: a gap has no value.
        """
        piece = self._kept.get(key)
        if piece is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            piece = self._kept[key] = draw()
        return _GAP.sub(lambda found: escape(values[found[1]]), piece)
