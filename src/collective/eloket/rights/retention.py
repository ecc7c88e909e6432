"""The days of a request are over: it is made nobody's, or goes, in small transactions.

A look goes through all that ended, page by page. What it did is done, and where it is
stands in the database with it: who is broken off goes on there.
"""

from collections.abc import Callable
from collective.eloket.audit import service as audit
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.cases.forgetting import END_STATES
from collective.eloket.cases.forgetting import ended_on
from collective.eloket.cases.forgetting import is_nobodys
from collective.eloket.cases.forgetting import remove
from collective.eloket.cases.handling import document_of
from collective.eloket.cases.index import get_index
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.model import APPROVED
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import Row
from collective.eloket.cases.service import find_case
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.rights.fields import ANONYMISE
from collective.eloket.rights.fields import DELETE
from collective.eloket.rights.fields import STATISTICS
from collective.eloket.rights.holds import is_held
from collective.eloket.rights.kept import count_kept
from collective.eloket.rights.store import Look
from collective.eloket.rights.store import Rights
from collective.eloket.rights.store import take_turn
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


#: Cases in one transaction.
PAGE = 50
#: What is due within these days is told.
SOON = timedelta(days=30)
#: Numbers of a look: done or due, must be kept though it is due, due soon.
DUE, HELD, NEAR = "due", "held", "near"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long the requests for a document are kept, and what becomes of them then.

    ``is_gone``: the document is; what each request keeps counts then.
    """

    days: timedelta
    way: str
    is_gone: bool = False


def rule_of(uid: str) -> Rule:
    """Return the rule of a document; that of a new one when it is gone."""
    document = document_of(uid)
    days = getattr(document, "retention_days", None) or OnlineDocument.retention_days
    way = getattr(document, "after_retention", None)
    way = way if way in ACTS else ANONYMISE
    return Rule(timedelta(days=days), way, document is None)


def keep_promise(event: ICaseDecided) -> None:
    """Keep on a case until when it is kept at least, as its document says today.

    From its approval, when the mail about it tells the applicant a day. What a document
    says later makes the days more, never fewer.
    """
    case = event.case
    rule = rule_of(case.document_uid)
    if case.state not in (APPROVED, *END_STATES) or rule.is_gone:
        return
    last = local_time(utcnow()).date() + rule.days
    case.kept_until = max(last, case.kept_until or last)
    case.kept_way = rule.way


def last_day(case: DocumentRequest, rule: Rule) -> date | None:
    """Return the day on which a case's days are over; None while it goes on."""
    ended = ended_on(case)
    if ended is None:
        return None
    kept = case.kept_until
    if rule.is_gone and kept is not None:
        return kept
    return max(ended + rule.days, kept or ended)


def look_dry(day: date) -> Look:
    """Return what a look on that day would do; changes nothing."""
    look = Look(day)
    while go_on(look, act=False):
        pass
    return look


def look_on(kept: Rights, day: date, commit: Callable[[], None], most: int) -> bool:
    """Do what is due on that day, so many pages at most; is the look at its end?

    Goes on with a look that was broken off. ``commit`` is called after each page.
    """
    if kept.look is None:
        kept.look = Look(day)
    for _page in range(most):
        more = go_on(kept.look)
        if not more:
            kept.look.finished = utcnow()
            kept.last, kept.look = kept.look, None
        commit()
        if not more:
            return True
    return False


def go_on(look: Look, act: bool = True) -> bool:
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
    page = get_index().chosen(choice, after, PAGE)
    rule = rule_of(uid)
    for reference, row in page.rows:
        _look_at(look, rule, reference, row, act)
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


def _look_at(look: Look, rule: Rule, reference: str, row: Row, act: bool) -> None:
    sent = local_time(row.submitted_at).date()
    # it ended on a later day than it was sent: most need not be loaded
    least = timedelta() if rule.is_gone else rule.days
    if is_nobodys(row.applicant) or sent + least > look.day + SOON:
        return
    case = find_case(reference)
    last = None if case is None else last_day(case, rule)
    if last is None or last > look.day + SOON:
        return
    if last > look.day:
        look.count(row.document, NEAR)
    elif is_held(case):
        look.count(row.document, HELD)
    else:
        look.count(row.document, DUE)
        if act:
            kept_way = case.kept_way if rule.is_gone else ""
            _end(case, kept_way or rule.way)


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
