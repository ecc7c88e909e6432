"""Letters are made for hours by one process: what one takes must be given back."""

from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.documents.seal.signing import sealed
from pathlib import Path
from tests.documents.letters import letter
from tests.documents.seal import house


#: A leak of one PDF per letter would be 0.5 MB over so many; of its fonts, 14 MB.
LETTERS = 40
#: What the allocator may keep, in MB.
MOST_MB = 6.0


def resident_mb() -> float:
    """Return the memory of this process (man 5 proc, statm: pages)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def make(number: int) -> None:
    answers = (("Nummer", str(number)),)
    data = LetterRenderer().render(letter(answers=answers))
    sealed(data, house.key(), house.TITLE, None)


def test_forty_letters_leave_no_memory_behind():
    for number in range(10):
        make(number)
    before = resident_mb()
    for number in range(LETTERS):
        make(number)
    assert resident_mb() - before < MOST_MB
