"""The days of a request are over: it is made nobody's, or goes, in small transactions.

A look goes through all that ended, page by page. What it did is done, and where it is
stands in the database with it: who is broken off goes on there.
"""

from collections.abc import Callable
from collective.eloket.audit import service as audit
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.cases.forgetting import END_STATES
from collective.eloket.cases.forgetting import is_nobodys
from collective.eloket.cases.forgetting import remove
from collective.eloket.cases.index import get_index
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import Row
from collective.eloket.cases.service import find_case
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.outbox.attempt import Contained
from collective.eloket.rights.fields import ANONYMISE
from collective.eloket.rights.fields import DELETE
from collective.eloket.rights.fields import STATISTICS
from collective.eloket.rights.holds import is_held
from collective.eloket.rights.kept import count_kept
from collective.eloket.rights.rules import last_day
from collective.eloket.rights.rules import Rule
from collective.eloket.rights.rules import rule_of
from collective.eloket.rights.store import Look
from collective.eloket.rights.store import Rights
from collective.eloket.rights.store import take_turn
from datetime import date
from datetime import timedelta

import logging


#: Cases in one transaction.
PAGE = 50
#: What is due within these days is told.
SOON = timedelta(days=30)
#: Numbers of a look: done or due, must be kept though it is due, due soon, and what
#: could not be done.
DUE, HELD, NEAR, FAILED = "due", "held", "near", "failed"

#: What is done with each case of a page.
Act = Callable[[Look, Rule, str, Row], object]

logger = logging.getLogger(__name__)


def look_dry(day: date) -> Look:
    """Return what a look on that day would do; changes nothing."""
    look = Look(day)
    while go_on(look, _look_only):
        pass
    return look


def look_on(kept: Rights, day: date, commit: Callable[[], None], most: int) -> bool:
    """Do what is due on that day, so many pages at most; is the look at its end?

    Goes on with a look that was broken off. ``commit`` is called after each page. A
    page in which anything fails is done again case by case; the one that fails is told
    in the log by its reference and passed over, until the next look.
    """
    for _page in range(most):
        with Tried("a page") as page:
            _do_page(kept, day, commit)
        if page.failed:
            _do_each(kept, day, commit)
        if kept.look is None:
            return True
    return False


def _do_page(
    kept: Rights,
    day: date,
    commit: Callable[[], None],
    size: int | None = None,
    act: Act | None = None,
) -> None:
    if kept.look is None:
        kept.look = Look(day)
    if not go_on(kept.look, act or _look_at, size):
        kept.look.finished = utcnow()
        kept.last, kept.look = kept.look, None
    commit()


def _do_each(kept: Rights, day: date, commit: Callable[[], None]) -> None:
    """Do the page that failed, each case in a transaction of its own."""
    for _case in range(PAGE):
        with Tried("a case") as case:
            _do_page(kept, day, commit, size=1)
        if case.failed:
            _do_page(kept, day, commit, size=1, act=_pass_over)
        if kept.look is None:
            return


class Tried(Contained):
    """Something that is done; when it raises anything, that is logged."""

    def __init__(self, what: str) -> None:
        self._what = what
        self.failed = False

    def tell(self, failure: str, place: str) -> None:
        """Log it, by class and place: words of an error may hold personal data."""
        self.failed = True
        logger.error("retention: %s failed: %s at %s", self._what, failure, place)


def go_on(look: Look, act: Act, size: int | None = None) -> bool:
    """Look at one page of cases and do what is due; False: there is no more."""
    places = _places()
    if look.place is None:
        following = iter(places)
    else:
        following = (one for one in places if one >= look.place[:2])
    place = next(following, None)
    if place is None:
        return False
    group, uid = place
    after = look.place[2] if look.place and look.place[:2] == place else None
    choice = Choice((group,), END_STATES, document=uid)
    page = get_index().chosen(choice, after, size or PAGE)
    rule = rule_of(uid)
    for reference, row in page.rows:
        act(look, rule, reference, row)
    if page.cursor is not None:
        look.place = (group, uid, page.cursor)
        return True
    next_place = next(following, None)
    look.place = None if next_place is None else (*next_place, None)
    return next_place is not None


def _places() -> list[tuple[str, str]]:
    index = get_index()
    return sorted(
        (group, uid)
        for group in ("", *index.groups())
        for uid in index.documents_of(group)
    )


def _look_at(look: Look, rule: Rule, reference: str, row: Row) -> None:
    case = _look_only(look, rule, reference, row)
    if case is not None:
        kept_way = case.kept_way if rule.is_gone else ""
        _end(case, kept_way or rule.way)


def _pass_over(look: Look, _rule: Rule, reference: str, row: Row) -> None:
    logger.error("retention: request %s was passed over", reference)
    look.count(row.document, FAILED)


def _look_only(
    look: Look, rule: Rule, reference: str, row: Row
) -> DocumentRequest | None:
    """Count a case; return it when it is to be ended, else None."""
    sent = local_time(row.submitted_at).date()
    # it ended on a later day than it was sent: most need not be loaded
    least = timedelta() if rule.is_gone else rule.days
    if is_nobodys(row.applicant) or sent + least > look.day + SOON:
        return None
    case = find_case(reference)
    last = None if case is None else last_day(case, rule)
    if last is None or last > look.day + SOON:
        return None
    found = NEAR if last > look.day else HELD if is_held(case) else DUE
    look.count(row.document, found)
    return case if found == DUE else None


def _end(case: DocumentRequest, way: str) -> None:
    """Do what the rule says; audited without a word of what is gone."""
    take_turn()
    audit.attempt(
        audit.AuditEntry(
            "worker", "worker", case.subject, f"case.{way}", object=case.getId()
        )
    )
    ACTS[way](case)


def _remove_counted(case: DocumentRequest) -> None:
    count_kept(case)
    remove(case)


ACTS: dict[str, Callable[[DocumentRequest], None]] = {
    ANONYMISE: anonymise,
    DELETE: remove,
    STATISTICS: _remove_counted,
}
