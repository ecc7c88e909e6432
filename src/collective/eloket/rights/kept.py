"""What is kept for statistics of requests that are gone: counts, of nobody."""

from collections.abc import Iterator
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.figures import told
from collective.eloket.cases.tally import Tally
from collective.eloket.http.dates import local_time
from collective.eloket.rights.store import make_rights
from collective.eloket.rights.store import rights
from dataclasses import dataclass


#: What is counted: all, by state, by channel, and those for somebody else.
ALL, STATE, CHANNEL, OTHERS = "all", "state:", "channel:", "others"


@dataclass(frozen=True, slots=True)
class Kept:
    """Counts of one document and the year of sending; None: fewer than five."""

    document: str
    year: int
    numbers: dict[str, int | None]


def count_kept(case: DocumentRequest) -> None:
    """Count a case before it goes; writes the ZODB."""
    kept = make_rights().kept
    place = (case.document_uid, local_time(case.submitted).year)
    if place not in kept:
        kept[place] = Tally()
    names = [ALL, STATE + case.state, CHANNEL + case.channel]
    if case.subject != case.applicant:
        names.append(OTHERS)
    for name in names:
        kept[place].add(name)


def every_kept() -> Iterator[Kept]:
    """Yield what was counted, by document and year."""
    for (document, year), tally in rights().kept.items():
        numbers = {name: told(number) for name, number in tally.counts.items()}
        yield Kept(document, year, numbers)
