"""How many were asked, and how long did it take? Counted as it happens.

Counts only: of no case, no person and no clerk can anything be told from them. They
stay when cases are erased, and when the index is made anew.
"""

from collections.abc import Mapping
from collective.eloket.cases.index import find_index
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.interfaces import ICaseSubmitted
from collective.eloket.catalogue.closing import days_waited
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from dataclasses import dataclass
from datetime import date
from math import ceil


#: Steps that end a case with a decision.
DECIDED, REFUSED = "decided", "refused"
VERDICTS = {"approve": (DECIDED,), "refuse": (DECIDED, REFUSED)}
LATE = "late"
#: How counts by working days are called, and the longest term that is told apart.
DAYS = "days:"
MOST_DAYS = 250
#: Fewer are not told: of few, people can be guessed.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of one document and month; None: fewer than five, but some.

    Days are working days from sending to decision; None too when too few were decided.
    """

    month: str
    asked: int | None
    decided: int | None
    refused: int | None
    late: int | None
    mean_days: float | None
    median_days: int | None
    p90_days: int | None


def month_of(day: date) -> str:
    """Return ``2026-11``."""
    return day.strftime("%Y-%m")


def months_until(last: date, number: int) -> list[str]:
    """Return the names of so many months, oldest first, with that of ``last``."""
    count = last.year * 12 + last.month - 1
    return [
        f"{(count - back) // 12:04}-{(count - back) % 12 + 1:02}"
        for back in reversed(range(number))
    ]


def count_asked(event: ICaseSubmitted) -> None:
    """Count a case that was sent; writes an object that the index writes anyway."""
    case, index = event.case, find_index()
    if index is not None:
        month = month_of(local_time(case.submitted).date())
        index.note_asked(case.getId(), case.row(), month)


def count_decided(event: ICaseDecided) -> None:
    """Count a decision: which, in how many working days, and whether in time."""
    index = find_index()
    if index is None or event.transition not in VERDICTS:
        return
    case, today = event.case, local_time(utcnow()).date()
    days = days_waited(local_time(case.submitted).date(), today)
    names = [*VERDICTS[event.transition], f"{DAYS}{min(days, MOST_DAYS)}"]
    if today > case.due:
        names.append(LATE)
    index.note_decided(case.document_uid, month_of(today), names)


def figures_of(month: str, asked: int, counts: Mapping[str, int]) -> Figures:
    """Return what may be told of these counts."""
    times = sorted(
        (int(name.removeprefix(DAYS)), number)
        for name, number in counts.items()
        if name.startswith(DAYS)
    )
    decided = counts.get(DECIDED, 0)
    enough = decided >= FEWEST
    return Figures(
        month=month,
        asked=told(asked),
        decided=told(decided),
        refused=told(counts.get(REFUSED, 0)),
        late=told(counts.get(LATE, 0)),
        mean_days=mean(times) if enough else None,
        median_days=share(times, 0.5) if enough else None,
        p90_days=share(times, 0.9) if enough else None,
    )


def told(number: int) -> int | None:
    """Return a count, or None when it is small and not nothing."""
    return None if 0 < number < FEWEST else number


def mean(times: list[tuple[int, int]]) -> float:
    """Return the mean of values that each occur so often, to one tenth."""
    total = sum(number for _value, number in times)
    return round(sum(value * number for value, number in times) / total, 1)


def share(times: list[tuple[int, int]], part: float) -> int:
    """Return the least value that this part of all does not exceed (nearest rank)."""
    rank = ceil(part * sum(number for _value, number in times))
    for value, number in times:
        rank -= number
        if rank <= 0:
            return value
    raise ValueError("no values")
