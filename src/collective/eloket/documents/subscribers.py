"""What the documents do when a case is decided."""

from collective.eloket.cases.dates import local_time
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.outbox import service as outbox
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.uuid.utils import uuidToObject
from urllib.parse import urlsplit


def queue_letter(event: ICaseDecided) -> None:
    """Let the worker write the letter of an approved case; not here, it takes time.

    A document that is no longer on the site has no outcome left to ask for: its case
    gets a letter, so that nobody waits for ever.
    """
    if event.transition != "approve":
        return
    document = uuidToObject(event.case.document_uid, unrestricted=True)
    if document is None or document.outcome == "document":
        outbox.put("letter", _job(event.case, document, utcnow()))


def _job(case: ICase, document: IOnlineDocument | None, decided: datetime) -> dict:
    until = _last_day(document, decided)
    return {
        "reference": case.getId(),
        "decided": decided.isoformat(),
        "site": urlsplit(api.portal.get().absolute_url()).netloc,
        "until": until and until.isoformat(),
    }


def _last_day(document: IOnlineDocument | None, decided: datetime) -> date | None:
    if document is None or not document.retention_days:
        return None
    return local_time(decided).date() + timedelta(days=document.retention_days)
