"""Mails about a case: plain text, nothing personal in the subject."""

from collective.eloket import _
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.handling import is_sensitive
from collective.eloket.cases.words import TOLD_WHEN
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import long_day
from collective.eloket.http.desk import get_desk
from collective.eloket.http.language import spoken
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICase
from collective.eloket.outbox.texts import write_mail
from collective.eloket.parameters import service as parameters
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from plone import api
from textwrap import fill
from urllib.parse import urlsplit
from zope.i18n import translate


MAILS = Path(__file__).parent / "mails"
#: Columns of the mails.
WIDTH = 72

#: What stands where the document would be named, when it is sensitive.
UNNAMED = _("mail_document_unnamed", default="you see it at My requests")
FREE = _("mail_fee_free", default="free")
#: What the e-desk is called where it has no title.
DESK = "E-loket"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: texts of the municipality, from its settings."""

    site_address: str
    phone: str
    signature: str


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom, in which language, about which document."""

    to: str = field(repr=False)
    name: str = field(repr=False)
    document_title: str
    language: str


def mail_for(
    kind: str,
    case: ICase,
    reader: Reader,
    sender: Sender,
    *,
    fee: Decimal | None = None,
    comment: str = "",
) -> dict[str, str]:
    """Return the payload of the outbox job ``mail``: receipt, refused or asked.

    ``comment`` is the reason of a refusal; without one the mail says where it stands.
    """
    language = reader.language
    moment = local_time(case.submitted)
    words = common_words(case, reader, sender) | {
        "submitted": long_day(moment.date(), language),
        "hour": str(moment.hour),
        "minute": f"{moment.minute:02}",
        "due": long_day(case.due, language),
        "fee": fee_in_words(fee, language),
        "then": translate(TOLD_WHEN[case.outcome], target_language=language),
        "why": reason_in_words(comment, language) or _at_my_requests(language),
    }
    mail = write_mail(MAILS, kind, language, reader.to, words)
    return about(case, mail)


def about(case: ICase, mail: dict[str, str]) -> dict[str, str]:
    """Return the mail with the reference that it is about: should it not arrive."""
    return mail | {"case": case.getId()}


def common_words(case: ICase, reader: Reader, sender: Sender) -> dict[str, str]:
    """Return the words that every mail about a case uses.

    Of a sensitive document neither its name nor the service that handles it is told.
    """
    desk, discreet = get_desk(api.portal.get()), is_sensitive(case)
    return {
        # of who signed in by user name no name may be known
        "name": f" {reader.name}" if reader.name else "",
        "reference": case.getId(),
        "document": _unnamed(reader) if discreet else reader.document_title,
        "site": urlsplit(sender.site_address).netloc or sender.site_address,
        "desk": desk.Title() if desk is not None else DESK,
        "questions": _questions(sender.phone, reader.language),
        "signature": sender_of("").signature if discreet else sender.signature,
    }


def discreet_title(case: ICase) -> str:
    """Return what others may call the answer to a case: a sensitive one by reference.

    In the language of the case; opens it.
    """
    if not is_sensitive(case):
        return open_dossier(case).applicants_title
    title = _(
        "title_document_unnamed",
        default="Document ${reference}",
        mapping={"reference": case.getId()},
    )
    return translate(title, target_language=case.language)


def _unnamed(reader: Reader) -> str:
    return translate(UNNAMED, target_language=reader.language)


def reason_in_words(comment: str, language: str) -> str:
    """Return the reason of a decision as mails say it; empty when there is none."""
    if not comment:
        return ""
    begin = translate(
        _("mail_reason", default="The reason is the following:"),
        target_language=language,
    )
    words = fill(comment, WIDTH - 4, subsequent_indent="  ")
    return f'{begin}\n\n  "{words}"'


def _at_my_requests(language: str) -> str:
    return translate(
        _(
            "mail_reason_elsewhere",
            default="You read the reason at My requests, when you sign in.",
        ),
        target_language=language,
    )


def mail_for_clerk(case: ICase) -> dict[str, str] | None:
    """Return the mail to the clerk who took a case that its applicant wrote about.

    None when nobody took it, or when no address is known.
    """
    clerk = api.user.get(case.assignee) if case.assignee else None
    to = clerk.getProperty("email", "") if clerk is not None else ""
    if not to:
        return None
    language = spoken(clerk.getProperty("language", ""))
    sender = sender_of(case.clerk_group)
    # neither who wrote nor about what: the mailbox may be read by others
    reader = Reader(to, "", "", language)
    words = common_words(case, reader, sender)
    return write_mail(MAILS, "written", language, to, words)


def reader_of(case: ICase, dossier: Dossier) -> Reader:
    """Return who is written to about a case, with the address given when it was sent.

    ``dossier.email`` must not be None.
    """
    title = dossier.applicants_title
    return Reader(dossier.email, dossier.name, title, language_for(case))


def language_for(case: ICase) -> str:
    """Return the language in which its applicant is written to.

    The citizen's own choice; else the language of the page the case was sent from.
    """
    own = parameters.known(case.applicant, AssuranceLevel.HIGH).get("language")
    return spoken(own.value if own is not None else None, case.language)


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
        return translate(FREE, target_language=language)
    amount = f"{fee:.2f}".removesuffix(".00")
    return f"€ {amount}" if language == "en" else f"€ {amount.replace('.', ',')}"


def _questions(phone: str, language: str) -> str:
    if not phone:
        message = _(
            "mail_questions",
            default="Questions? Come by or call us, and keep your reference at hand.",
        )
    else:
        message = _(
            "mail_questions_phone",
            default="Questions? Call ${phone} and keep your reference at hand.",
            mapping={"phone": phone},
        )
    return translate(message, target_language=language)
