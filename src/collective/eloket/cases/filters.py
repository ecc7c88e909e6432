"""Which tasks does a clerk want to see, and how many are there of each kind?"""

from collective.eloket.cases.access import current_groups
from collective.eloket.cases.index import get_index
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import RUNNING_STATES
from collective.eloket.cases.terms import soon_until
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.http.users import own_user_id
from dataclasses import dataclass
from dataclasses import replace
from datetime import date


MINE, NOBODYS, LATE, SOON = "mine", "nobody", "overdue", "soon"
#: Its applicant has died, and a clerk must decide what becomes of it.
DECEASED = "deceased"
KINDS = (MINE, NOBODYS, LATE, SOON, DECEASED)
#: Counts by day or clerk go no further; the reader is told that there are more.
COUNTED_AT_MOST = 999


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; ``kind`` is one of KINDS, or empty for all."""

    kind: str = ""
    #: one state; empty: all in which a clerk has something to do
    state: str = ""
    #: UID of a document; empty: all
    document: str = ""
    #: only what is for somebody else than who asked
    for_others: bool = False


def today() -> date:
    """Return the day at the municipality."""
    return local_time(utcnow()).date()


def choice_of(wanted: Wanted, groups: tuple[str, ...] | None = None) -> Choice:
    """Return what the index is asked for: of these groups, or of all the clerk's."""
    choice = Choice(
        groups=own_groups() if groups is None else groups,
        states=(wanted.state,) if wanted.state else OPEN_STATES,
        document=wanted.document or None,
        for_others=wanted.for_others,
    )
    if wanted.kind == MINE:
        return replace(choice, assignee=own_user_id())
    if wanted.kind == NOBODYS:
        return replace(choice, assignee="")
    if wanted.kind == DECEASED:
        return replace(choice, halted=True)
    return _of_days(choice, wanted.kind) if wanted.kind in (LATE, SOON) else choice


def _of_days(choice: Choice, kind: str) -> Choice:
    """Return those whose term runs, and is over or nearly so."""
    states = tuple(one for one in choice.states if one in RUNNING_STATES)
    day = today()
    if kind == LATE:
        return replace(choice, states=states, last_day=day.toordinal() - 1)
    last = soon_until(day).toordinal()
    return replace(choice, states=states, first_day=day.toordinal(), last_day=last)


def own_groups() -> tuple[str, ...]:
    """Return the groups whose cases the clerk handles."""
    return tuple(sorted(current_groups()))


def counts_by_kind(groups: tuple[str, ...]) -> dict[str, int]:
    """Return kind → number of open cases; ``open`` is all of them."""
    index = get_index()
    found = {
        kind: index.count_chosen(choice_of(Wanted(kind), groups), COUNTED_AT_MOST)
        for kind in (MINE, LATE, SOON, DECEASED)
    }
    states = counts_by_state(groups)
    found["open"] = sum(states[state] for state in OPEN_STATES)
    found[NOBODYS] = sum(index.count_free(group, OPEN_STATES) for group in groups)
    return found


def counts_by_state(groups: tuple[str, ...]) -> dict[str, int]:
    """Return state → number of cases."""
    index = get_index()
    counts = [index.count(group) for group in groups]
    return {
        state: sum(count[state] for count in counts)
        for state in (counts[0] if counts else dict.fromkeys(OPEN_STATES, 0))
    }


def counts_by_document(groups: tuple[str, ...]) -> dict[str, int]:
    """Return UID → number of open cases, of each document that the groups handle."""
    index = get_index()
    found: dict[str, int] = {}
    for group in groups:
        for uid in index.documents_of(group):
            counts = index.count(group, uid)
            number = sum(counts[state] for state in OPEN_STATES)
            found[uid] = found.get(uid, 0) + number
    return found


def count_for_others(groups: tuple[str, ...]) -> int:
    """Return how many open cases are for somebody else than who asked."""
    wanted = choice_of(Wanted(for_others=True), groups)
    return get_index().count_chosen(wanted, COUNTED_AT_MOST)


def total_of(choice: Choice) -> int:
    """Return how many were chosen; by day, clerk or kind no further than counted."""
    if choice == Choice(choice.groups, choice.states):
        counts = counts_by_state(choice.groups)
        return sum(counts.get(state, 0) for state in choice.states)
    return get_index().count_chosen(choice, COUNTED_AT_MOST)
