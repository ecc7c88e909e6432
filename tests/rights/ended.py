"""Cases that ended some days ago."""

from collective.eloket.cases import service
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from DateTime import DateTime
from datetime import timedelta
from tests.cases import house


def today():
    return local_time(utcnow()).date()


def end(portal, case, days, step="refuse"):
    """Let Lieve end a case, so many days ago; returns it."""
    house.act_as(portal, "lieve")
    service.decide(case, step, "Daarom niet.", "lieve")
    return set_back(case, days)


def set_back(case, days):
    """Let all that happened to a case have happened so many days ago."""
    moment = utcnow() - timedelta(days=days)
    steps = case.workflow_history[WORKFLOW_ID]
    case.workflow_history[WORKFLOW_ID] = tuple(
        {**step, "time": DateTime(moment.isoformat())} for step in steps
    )
    case.unindexObject()
    case.submitted = moment
    if case.kept_until is not None:
        case.kept_until -= timedelta(days=days)
    case.indexObject()
    return case
