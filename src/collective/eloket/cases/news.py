"""Mails about a case: plain text, nothing personal in the subject."""

from collective.eloket.cases.dates import clock_time
from collective.eloket.cases.dates import local_time
from collective.eloket.cases.dates import long_day
from collective.eloket.interfaces import ICase
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from plone import api
from string import Template
from textwrap import fill
from urllib.parse import urlsplit


#: Texts by language; where one is not there yet, the site's own language is used.
MAILS = Path(__file__).parent / "mails"
FALLBACK = "nl"

#: Name of the text → language → subject.
SUBJECTS = {
    "receipt": {"nl": "Uw aanvraag is ontvangen (${reference})"},
    "refused": {"nl": "Onze beslissing over uw aanvraag (${reference})"},
    "asked": {"nl": "We vragen u iets over uw aanvraag (${reference})"},
}
FREE = {"nl": "gratis"}
QUESTIONS = {
    "nl": (
        "Vragen? Bel ${phone}\nen hou uw referentie bij de hand.",
        "Vragen? Kom langs of bel ons, en hou uw referentie bij de hand.",
    )
}
#: Columns of the mails.
WIDTH = 72


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: texts of the municipality, from its settings."""

    site_address: str
    phone: str
    signature: str


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom, about which document."""

    to: str = field(repr=False)
    name: str = field(repr=False)
    document_title: str


def mail_for(
    kind: str,
    case: ICase,
    reader: Reader,
    sender: Sender,
    *,
    fee: Decimal | None = None,
    comment: str = "",
) -> dict[str, str]:
    """Return the payload of the outbox job ``mail``; ``kind`` is one of SUBJECTS."""
    language = case.language if case.language in SUBJECTS[kind] else FALLBACK
    words = {
        "name": reader.name,
        "reference": case.getId(),
        "document": reader.document_title,
        "submitted": long_day(local_time(case.submitted).date(), language),
        "time": clock_time(case.submitted),
        "due": long_day(case.due, language),
        "fee": fee_in_words(fee, language),
        "comment": fill(comment, WIDTH, subsequent_indent="  "),
        "site": urlsplit(sender.site_address).netloc or sender.site_address,
        "questions": _questions(sender.phone, language),
        "signature": sender.signature,
    }
    return {
        "to": reader.to,
        "subject": Template(SUBJECTS[kind][language]).substitute(words),
        "body": _text(kind, language).substitute(words),
    }


def sender_of(clerk_group: str) -> Sender:
    """Return who signs a mail: the group that handles the case, and the site."""
    site = api.portal.get()
    group = api.group.get(clerk_group) if clerk_group else None
    title = group.getProperty("title", "") if group is not None else ""
    signature = ", ".join(part for part in (title, site.Title()) if part)
    address = _setting("contact_address")
    return Sender(
        site_address=site.absolute_url(),
        phone=contact_phone(),
        signature=f"{signature}\n{address}" if address else signature,
    )


def contact_phone() -> str:
    """Return number and hours for questions about a case; empty when not set."""
    return _setting("contact_phone")


def _setting(name: str) -> str:
    record = f"collective.eloket.cases.{name}"
    return api.portal.get_registry_record(record, default="") or ""


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
