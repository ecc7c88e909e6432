"""The mail that says how an approved case ended; no sign-in link, no attachment."""

from collective.eloket import _
from collective.eloket.cases import service as cases
from collective.eloket.cases.service import common_words
from collective.eloket.cases.service import Dossier
from collective.eloket.cases.service import reader_of
from collective.eloket.cases.service import reason_in_words
from collective.eloket.cases.service import Sender
from collective.eloket.http.dates import plain_day
from collective.eloket.interfaces import ICase
from collective.eloket.outbox.texts import write_mail
from datetime import date
from pathlib import Path
from zope.i18n import translate


MAILS = Path(__file__).parent / "mails"

#: Step that takes a letter back → its mail.
TAKEN_BACK = {"recall": "recalled", "reissue": "replaced"}
#: Way by which a document leaves → its mail; by any other way it can be downloaded.
READY_KINDS = {cases.POST: "ready-post", cases.COUNTER: "ready-counter"}
#: Outcome of a case → its mail.
KINDS = {"document": "ready", "decision": "decided", "report": "reported"}


def outcome_mail(
    case: ICase, dossier: Dossier, sender: Sender, until: date | None, reason: str = ""
) -> dict[str, str]:
    """Return the payload of the outbox job ``mail``.

    ``sender.site_address`` is the name of the site as people type it. ``until`` is the
    last day of the document, None when that is not known. ``reason`` is what the clerk
    gave and lets the mail tell.
    """
    reader = reader_of(case, dossier)
    why = reason_in_words(reason, reader.language)
    words = common_words(case, reader, sender) | {
        "kept": _kept(until, reader.language),
        "why": f"{why}\n\n" if why else "",
    }
    mail = write_mail(MAILS, _kind_of(case), reader.language, reader.to, words)
    return cases.about(case, mail)


def taken_back_mail(
    case: ICase, dossier: Dossier, sender: Sender, step: str, reason: str
) -> dict[str, str]:
    """Return the mail that the letter is not valid any more; see ``outcome_mail``.

    ``step`` is ``recall``, or ``reissue`` when a new one comes.
    """
    reader = reader_of(case, dossier)
    why = reason_in_words(reason, reader.language)
    words = common_words(case, reader, sender) | {"why": f"{why}\n\n" if why else ""}
    mail = write_mail(MAILS, TAKEN_BACK[step], reader.language, reader.to, words)
    return cases.about(case, mail)


def _kind_of(case: ICase) -> str:
    kind = KINDS[case.outcome]
    return READY_KINDS.get(case.channel, kind) if case.outcome == "document" else kind


def _kept(until: date | None, language: str) -> str:
    if until is None:
        return ""
    message = _(
        "mail_kept_until",
        default="The document stays there until ${day}.",
        mapping={"day": plain_day(until, language)},
    )
    return translate(message, target_language=language) + "\n\n"
