"""What the documents do when a case is decided."""

from collective.eloket.cases import service as cases
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.interfaces import ICaseForgotten
from collective.eloket.cases.model import LETTER_STEPS
from collective.eloket.cases.model import REISSUE
from collective.eloket.catalogue.channels import find_channel
from collective.eloket.catalogue.finding import find_document
from collective.eloket.clock import utcnow
from collective.eloket.documents.counter import service as counter
from collective.eloket.documents.news import taken_back_mail
from collective.eloket.documents.post import service as post
from collective.eloket.documents.verification import service as verification
from collective.eloket.http.dates import local_time
from collective.eloket.http.desk import get_desk
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.outbox import service as outbox
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone import api
from urllib.parse import urlsplit


def queue_answer(event: ICaseDecided) -> None:
    """Let the worker answer an approved case; not here, a letter takes time."""
    if event.transition not in ("approve", REISSUE):
        return
    case = event.case
    if case.outcome == "document":
        job = _job(event) | _dates(case, utcnow())
        outbox.put("letter", job | {"verify": verify_address()})
    else:
        outbox.put("notice", _job(event))


def take_letter_back(event: ICaseDecided) -> None:
    """Let nobody take the letter for valid any more, and tell the applicant."""
    if event.transition not in LETTER_STEPS:
        return
    verification.take_back(event.case.letter_key)
    channel = find_channel(event.case.channel)
    if channel is not None:
        channel.take_back(event.case)
    if not cases.may_tell(event.case):
        return
    dossier = cases.open_dossier(event.case)
    if dossier.email:
        reason = event.comment if event.along else ""
        sender = cases.sender_of(event.case.clerk_group)
        mail = taken_back_mail(event.case, dossier, sender, event.transition, reason)
        outbox.put("mail", mail, person_id=event.case.applicant)


def forget_waiting(event: ICaseForgotten) -> None:
    """Let nothing of a case wait that is gone, or nobody's."""
    post.drop(event.reference)
    counter.drop(event.reference)


def verify_address() -> str:
    """Return the address of the page that checks codes, as people reach it."""
    site = api.portal.get()
    desk = get_desk(site)
    return f"{(site if desk is None else desk).absolute_url()}/verifieer"


def _job(event: ICaseDecided) -> dict[str, str | bool]:
    site = urlsplit(api.portal.get().absolute_url()).netloc
    return {"reference": event.case.getId(), "site": site, "along": event.along}


def _dates(case: ICase, decided: datetime) -> dict[str, str | None]:
    document = find_document(case.document_uid)
    until = _last_day(document, decided)
    return {"decided": decided.isoformat(), "until": until and until.isoformat()}


def _last_day(document: IOnlineDocument | None, decided: datetime) -> date | None:
    if document is None or not document.retention_days:
        return None
    return local_time(decided).date() + timedelta(days=document.retention_days)
