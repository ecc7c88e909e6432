"""The mail that says that a document is ready; no sign-in link, no attachment."""

from collective.eloket.cases.dates import plain_day
from collective.eloket.cases.service import Dossier
from collective.eloket.cases.service import Sender
from collective.eloket.interfaces import ICase
from datetime import date
from pathlib import Path
from string import Template


#: Texts by language; where one is not there yet, this one is used.
MAILS = Path(__file__).parent / "mails"
FALLBACK = "nl"

SUBJECTS = {"nl": "Uw document staat klaar (${reference})"}
KEPT = {"nl": "Het document blijft daar staan tot ${day}.\n\n"}
QUESTIONS = {
    "nl": (
        "Vragen? Bel ${phone} en hou uw referentie bij de hand.",
        "Vragen? Kom langs of bel ons, en hou uw referentie bij de hand.",
    )
}


def ready_mail(
    case: ICase, dossier: Dossier, sender: Sender, until: date | None
) -> dict[str, str]:
    """Return the payload of the outbox job ``mail``.

    ``sender.site_address`` is the name of the site as people type it. ``until`` is the
    last day of the document, None when that is not known.
    """
    language = case.language if case.language in SUBJECTS else FALLBACK
    with_phone, without = QUESTIONS[language]
    words = {
        "name": dossier.name,
        "reference": case.getId(),
        "document": dossier.document_title,
        "site": sender.site_address,
        "kept": _kept(until, language),
        "questions": Template(with_phone if sender.phone else without).substitute(
            phone=sender.phone
        ),
        "signature": sender.signature,
    }
    text = (MAILS / f"ready.{language}.txt").read_text(encoding="utf-8")
    return {
        "to": dossier.email,
        "subject": Template(SUBJECTS[language]).substitute(words),
        "body": Template(text).substitute(words),
    }


def _kept(until: date | None, language: str) -> str:
    if until is None:
        return ""
    return Template(KEPT[language]).substitute(day=plain_day(until, language))
