"""Is the index of cases right, and how is it made anew?"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.index import get_index
from collective.eloket.cases.model import Row
from collective.eloket.interfaces import ICaseStore
from dataclasses import dataclass


#: So many cases are put in before their changes are handed over.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the index found: references, never more."""

    cases: int
    missing: list[str]
    different: list[str]
    left_over: list[str]

    @property
    def is_right(self) -> bool:
        """Does the index say what the cases say?"""
        return not (self.missing or self.different or self.left_over)


def check_index(stores: Iterable[ICaseStore]) -> Findings:
    """Compare the site's index with the cases of all its e-desks; changes nothing.

    Loads every case.
    """
    indexed = dict(get_index().all_rows())
    cases, missing, different = 0, [], []
    for case in cases_of(stores):
        cases += 1
        reference = case.getId()
        row = indexed.pop(reference, None)
        if row is None:
            missing.append(reference)
        elif row != case.row():
            different.append(reference)
    return Findings(cases, missing, different, sorted(indexed))


def rebuild_index(
    stores: Iterable[ICaseStore], after_batch: Callable[[], None] = lambda: None
) -> int:
    """Make the index anew from the cases of all e-desks; returns how many.

    ``after_batch`` is called every BATCH cases; a command commits there. Until the end
    lists are incomplete, so let nobody work meanwhile. Starting again is safe.
    """
    get_index().clear()
    done = 0
    for case in cases_of(stores):
        _put_back(case)
        done += 1
        if done % BATCH == 0:
            after_batch()
    after_batch()
    return done


def cases_of(stores: Iterable[ICaseStore]) -> Iterator[DocumentRequest]:
    """Yield every case, store by store."""
    for store in stores:
        for reference in store.references():
            yield store[reference]


def _put_back(case: DocumentRequest) -> None:
    row: Row = case.row()
    get_index().replace(case.getId(), None, row)
    case._eloket_row = tuple(row)
