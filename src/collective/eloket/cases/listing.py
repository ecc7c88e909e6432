"""All that the index chooses, page by page; for what looks through whole lists."""

from collections.abc import Iterator
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.model import Choice


PAGE = 100


def references(index: ICaseIndex, choice: Choice) -> Iterator[str]:
    """Yield the references of all that was chosen, page by page."""
    page = index.chosen(choice, None, PAGE)
    yield from (reference for reference, _row in page.rows)
    while page.cursor is not None:
        page = index.chosen(choice, page.cursor, PAGE)
        yield from (reference for reference, _row in page.rows)
