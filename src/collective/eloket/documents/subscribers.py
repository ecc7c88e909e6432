"""What the documents do when a case is decided."""

from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.outbox import service as outbox
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.uuid.utils import uuidToObject
from urllib.parse import urlsplit


def queue_answer(event: ICaseDecided) -> None:
    """Let the worker answer an approved case; not here, a letter takes time."""
    if event.transition != "approve":
        return
    case = event.case
    if case.outcome == "document":
        outbox.put("letter", _job(event) | _dates(case, utcnow()))
    else:
        outbox.put("notice", _job(event))


def _job(event: ICaseDecided) -> dict[str, str | bool]:
    site = urlsplit(api.portal.get().absolute_url()).netloc
    return {"reference": event.case.getId(), "site": site, "along": event.along}


def _dates(case: ICase, decided: datetime) -> dict[str, str | None]:
    document = uuidToObject(case.document_uid, unrestricted=True)
    until = _last_day(document, decided)
    return {"decided": decided.isoformat(), "until": until and until.isoformat()}


def _last_day(document: IOnlineDocument | None, decided: datetime) -> date | None:
    if document is None or not document.retention_days:
        return None
    return local_time(decided).date() + timedelta(days=document.retention_days)
