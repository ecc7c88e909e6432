"""How long a request is kept: what its document says, and what was promised."""

from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.forgetting import END_STATES
from collective.eloket.cases.forgetting import ended_on
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.model import APPROVED
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.finding import find_document
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.rights.fields import ANONYMISE
from collective.eloket.rights.fields import DELETE
from collective.eloket.rights.fields import STATISTICS
from dataclasses import dataclass
from datetime import date
from datetime import timedelta


#: What may become of a request.
WAYS = (ANONYMISE, DELETE, STATISTICS)


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
    document = find_document(uid)
    days = getattr(document, "retention_days", None) or OnlineDocument.retention_days
    way = getattr(document, "after_retention", None)
    way = way if way in WAYS else ANONYMISE
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
