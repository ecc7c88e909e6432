"""Mails that remind: to clerks, and to managers. References only, nothing personal."""

from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.handling import is_sensitive
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.news import MAILS
from collective.eloket.cases.readers import clerks
from collective.eloket.cases.readers import managers
from collective.eloket.cases.readers import reader_of
from collective.eloket.http.dates import plain_day
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.texts import write_mail
from plone import api


#: Stage → which mail.
KINDS = {"soon": "due-soon", "late": "overdue"}


def tell(stage: str, group: str, cases: list[DocumentRequest]) -> None:
    """Put a mail about these cases of a group into the outbox, for each who is told.

    What is due soon goes to the clerks; what is overdue to the managers of the e-loket,
    and where there are none to the clerks.
    """
    readers = managers() if stage == "late" else []
    for user_id in readers or clerks(group):
        mail = mail_about(KINDS[stage], user_id, group, cases)
        if mail is not None:
            outbox.put("mail", mail)


def mail_about(
    kind: str, user_id: str, group: str, cases: list[DocumentRequest]
) -> dict[str, str] | None:
    """Return the mail to one reader; None of whom no address is known."""
    reader = reader_of(user_id)
    if reader is None:
        return None
    language = reader.language
    titles = titles_of({case.document_uid for case in cases}, language)
    lines = [
        f"  {case.getId()}   {plain_day(case.due, language)}   "
        f"{'' if is_sensitive(case) else titles.get(case.document_uid, '')}".rstrip()
        for case in cases
    ]
    known = api.group.get(group)
    words = {
        "number": str(len(cases)),
        "cases": "\n".join(lines),
        "group": (known.getProperty("title", "") if known else "") or group,
    }
    return write_mail(MAILS, kind, language, reader.to, words)
