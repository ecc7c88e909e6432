"""The mail that says a case arrived: plain text, nothing personal in its subject."""

from collective.eloket.cases.dates import clock_time
from collective.eloket.cases.dates import local_time
from collective.eloket.cases.dates import long_day
from collective.eloket.interfaces import ICase
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from string import Template
from urllib.parse import urlsplit


#: Texts by language; where one is not there yet, the site's own language is used.
MAILS = Path(__file__).parent / "mails"
FALLBACK = "nl"

SUBJECTS = {"nl": "Uw aanvraag is ontvangen (${reference})"}
FREE = {"nl": "gratis"}
QUESTIONS = {
    "nl": (
        "Vragen? Bel ${phone}\nen hou uw referentie bij de hand.",
        "Vragen? Kom langs of bel ons, en hou uw referentie bij de hand.",
    )
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: texts of the municipality, from its settings."""

    site_address: str
    phone: str
    signature: str


def receipt_for(
    case: ICase,
    *,
    to: str,
    name: str,
    document_title: str,
    fee: Decimal | None,
    sender: Sender,
) -> dict[str, str]:
    """Return the payload of the outbox job ``mail``."""
    language = case.language if case.language in SUBJECTS else FALLBACK
    submitted: datetime = case.submitted
    words = {
        "name": name,
        "reference": case.getId(),
        "document": document_title,
        "submitted": long_day(local_time(submitted).date(), language),
        "time": clock_time(submitted),
        "due": long_day(case.due, language),
        "fee": fee_in_words(fee, language),
        "site": urlsplit(sender.site_address).netloc or sender.site_address,
        "questions": _questions(sender.phone, language),
        "signature": sender.signature,
    }
    return {
        "to": to,
        "subject": Template(SUBJECTS[language]).substitute(words),
        "body": _text("receipt", language).substitute(words),
    }


def fee_in_words(fee: Decimal | None, language: str) -> str:
    """Return ``€ 5`` or ``€ 7,50``; no fee at all is said in a word."""
    if not fee:
        return FREE.get(language, FREE[FALLBACK])
    amount = f"{fee:.2f}".replace(".", ",")
    return f"€ {amount.removesuffix(',00')}"


def _questions(phone: str, language: str) -> str:
    with_phone, without = QUESTIONS[language]
    return Template(with_phone if phone else without).substitute(phone=phone)


def _text(name: str, language: str) -> Template:
    known = _TEXTS.get((name, language))
    if known is None:
        text = (MAILS / f"{name}.{language}.txt").read_text(encoding="utf-8")
        known = _TEXTS[name, language] = Template(text)
    return known


#: Read once per process; there are as many as there are files.
_TEXTS: dict[tuple[str, str], Template] = {}
