"""Letters that wait until a person hands them on, in the ZODB."""

from collections.abc import Iterator
from collective.eloket.cases import service as cases
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from collective.eloket.interfaces import ICase
from persistent import Persistent


SHARDS = 16


class WaitingLetters(Persistent):
    """Reference → key of the letter, on shards. Plain values."""

    def __init__(self) -> None:
        self._waiting = tuple(Tree() for _ in range(SHARDS))

    def put(self, reference: str, letter_key: str) -> None:
        """Let a letter wait; a newer one of the same case takes its place."""
        self._waiting[shard_of(reference, SHARDS)][reference] = letter_key

    def drop(self, reference: str) -> None:
        """Let a letter wait no more; what does not wait is passed over."""
        self._waiting[shard_of(reference, SHARDS)].pop(reference, None)

    def waiting(self) -> Iterator[tuple[str, str]]:
        """Yield reference and key of the letters that wait."""
        for shard in self._waiting:
            yield from shard.items()


def case_of(reference: str, letter_key: str) -> ICase | None:
    """Return the case, if that letter of it still holds; else None."""
    case = cases.find_case(reference)
    if case is None or not case.has_letter or case.letter_key != letter_key:
        return None
    return case


def waiting_cases(room: WaitingLetters | None, groups: frozenset[str]) -> list[ICase]:
    """Return the cases of these groups whose letters wait in a room, by reference.

    Not those of the reader's own family: a colleague hands them on.
    """
    found = [] if room is None else sorted(room.waiting())
    letters = [case_of(*one) for one in found]
    return [
        case
        for case in letters
        if case is not None and case.clerk_group in groups and not cases.is_family(case)
    ]
