"""What is wrong with rows, and the word for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


#: More are not told one by one: the whole is worth nothing then.
MOST = 10_000


class Word(StrEnum):
    """What happened to a row, a seal, or the chain as an anchor knows it."""

    #: A row that was sealed is gone.
    REMOVED = "removed"
    #: A row says something else than when it was sealed.
    CHANGED = "changed"
    #: A row stands in another's place.
    REORDERED = "reordered"
    #: A row was put between sealed ones.
    ADDED = "added"
    #: The end is gone: the last rows, or all after what an anchor knows.
    CUT_OFF = "cut-off"
    SEAL_REMOVED = "seal-removed"
    SEAL_CHANGED = "seal-changed"
    #: The seal was made with a key that the key ring has not.
    KEY_UNKNOWN = "key-unknown"
    #: The chain has another history than the anchor.
    ANCHOR_DIFFERS = "anchor-differs"
    #: The time-stamp of an anchor is not of it, or of nobody whom we believe.
    STAMP_INVALID = "stamp-invalid"


class Finding(NamedTuple):
    """What is wrong with what.

    ``about`` and ``number``: ``row`` and its id, ``seal`` and its number,
    ``anchor`` and how many rows it counts.
    """

    word: Word
    about: str
    number: int


class TooManyMismatchesError(Exception):
    """There are more than MOST; no use to go on."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A place where the row is not what was sealed: None where there is none."""

    row_id: int
    sealed: bytes | None
    found: bytes | None


class Mismatches:
    """Collects them; which word fits is known at the end only: a row may turn up."""

    def __init__(self) -> None:
        self._all: list[Mismatch] = []
        #: the last row that is there, whatever it says; None: there was none yet
        self.last_there: int | None = None

    def add(self, mismatch: Mismatch) -> None:
        """Note one.

        :raises TooManyMismatchesError: there were MOST already.
        """
        if len(self._all) >= MOST:
            raise TooManyMismatchesError
        self._all.append(mismatch)

    def findings(self, is_end_gone: bool) -> Iterator[Finding]:
        """Return a finding for each.

        ``is_end_gone``: no sealed row is left after ``last_there``.
        """
        wanted = {one.sealed for one in self._all if one.sealed is not None}
        found = {one.found for one in self._all if one.found is not None}
        for one in self._all:
            word = _word(one, wanted, found)
            if word is Word.REMOVED and is_end_gone and self._is_last(one):
                word = Word.CUT_OFF
            yield Finding(word, "row", one.row_id)

    def _is_last(self, one: Mismatch) -> bool:
        return self.last_there is None or one.row_id > self.last_there


def _word(one: Mismatch, wanted: set[bytes], found: set[bytes]) -> Word:
    if one.found is None:
        return Word.REORDERED if one.sealed in found else Word.REMOVED
    if one.found in wanted:
        return Word.REORDERED
    return Word.ADDED if one.sealed is None else Word.CHANGED
