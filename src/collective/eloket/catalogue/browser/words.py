"""How the facts of a document are said."""

from collective.eloket import _
from collective.eloket.accounts.capacity import PAGE
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.translations import said_of
from collective.eloket.catalogue.versions import changes_since
from collective.eloket.catalogue.vocabularies import channel_title
from collective.eloket.catalogue.vocabularies import LEVEL_WORDS
from collective.eloket.catalogue.vocabularies import offered_channels
from collective.eloket.catalogue.vocabularies import THEME_WORDS
from collective.eloket.http import dates
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import book
from datetime import date
from datetime import datetime
from decimal import Decimal
from plone import api
from urllib.parse import urlencode
from zope.i18nmessageid import Message
from zope.schema.vocabulary import SimpleVocabulary


#: Level → the means that reach it, as citizens know them.
MEANS_WORDS = {
    "none": _("means_without", default="not needed"),
    "low": _("means_low", default="eID, itsme or code"),
    "substantial": _("means_substantial", default="eID, itsme or code"),
    "high": _("means_high", default="eID or itsme"),
}


def said(document: OnlineDocument, name: str) -> str:
    """Return what a field of a document says, in the reader's language."""
    return said_of(document, name)


def title_in(vocabulary: SimpleVocabulary, value: str | None) -> Message:
    """Return what a fixed word is called; the word itself when it is not known."""
    term = vocabulary.by_value.get(value)
    return term.title if term is not None else value or ""


def capacity_url(desk_url: str, document: OnlineDocument) -> str:
    """Return where one chooses for whom one acts; the way back is the document."""
    path = document.absolute_url().removeprefix(api.portal.get().absolute_url())
    return f"{desk_url}/{PAGE}?{urlencode({'came_from': path})}"


def fee_of(document: OnlineDocument) -> Message | str:
    """Return the fee as a citizen reads it."""
    if not document.fee:
        return _("fee_free", default="Free")
    fee = Decimal(document.fee)
    if fee == fee.to_integral_value():
        return f"€ {int(fee)}"
    return f"€ {fee:.2f}".replace(".", ",")


def fee_in_line(document: OnlineDocument) -> Message | str:
    """Return the fee as it stands in a sentence."""
    return fee_of(document) if document.fee else _("mail_fee_free", default="free")


def term_of(document: OnlineDocument) -> Message:
    """Return the term as a citizen reads it."""
    if document.working_days == 1:
        return _("term_one_day", default="1 working day")
    return _(
        "term_days",
        default="${days} working days",
        mapping={"days": str(document.working_days)},
    )


def means_of(document: OnlineDocument) -> Message:
    """Return by what means one can sign in for it."""
    return MEANS_WORDS[document.level or "none"]


def level_of(document: OnlineDocument) -> Message:
    """Return the name of the level needed."""
    return title_in(LEVEL_WORDS, document.level)


def theme_of(document: OnlineDocument) -> Message:
    """Return the name of the theme."""
    return title_in(THEME_WORDS, document.theme)


def channels_of(document: OnlineDocument) -> list[tuple[str, Message | str]]:
    """Return the ways the answer can leave, with their names."""
    return [(name, channel_title(name)) for name in offered_channels(document)]


def changes_of(document: OnlineDocument, draft: Draft | None) -> list[Message]:
    """Return what the form asks otherwise than when the draft was kept."""
    return [] if draft is None else changes_since(document, draft.form) or []


def day_of(day: date) -> str:
    """Return ``27 november 2026`` in the reader's language."""
    return dates.plain_day(day, api.portal.get_current_language())


def due_of(day: date) -> str:
    """Return ``vrijdag 27 november 2026`` in the reader's language: a promised day."""
    return dates.long_day(day, api.portal.get_current_language())


def moment_of(moment: datetime) -> Message:
    """Return the time, and the day when it is not today, in the reader's language."""
    return dates.moment_of(moment, api.portal.get_current_language())


def size_of(size_bytes: int) -> str:
    """Return the size of a file as people say it."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1_000_000:.1f} MB".replace(".", ",")


def right_of(document: OnlineDocument) -> str:
    """Return what the right is called that one needs to ask; empty: none."""
    right = book().find_right(document.right_needed or "")
    language = api.portal.get_current_language()[:2]
    return "" if right is None else name_in(right.names, language)
