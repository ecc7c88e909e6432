"""What is done with data whatever the documents are: accounts, mandates, the audit."""

from collections.abc import Callable
from collective.eloket import _
from collective.eloket.catalogue.drafts import LIFE as DRAFT_LIFE
from collective.eloket.documents.verification.service import DEFAULT_YEARS
from collective.eloket.documents.verification.service import YEARS_RECORD
from collective.eloket.parameters.words import TITLES as PARAMETERS
from collective.eloket.rights.register import titles
from collective.eloket.rights.register.model import Entry
from collective.eloket.rights.register.model import Section
from collective.eloket.rights.register.model import Words
from dataclasses import dataclass
from plone import api
from zope.i18nmessageid import Message


CITIZENS = _("register_citizens", default="Citizens with an account")
UNTIL_ERASED = _(
    "register_until_erased",
    default="Until the citizen is erased; one who died is closed first",
)
IN_HOUSE = _(
    "register_in_house", default="The citizen, and clerks and managers of the e-loket"
)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of the house; see the entries of art. 30(1)."""

    name: str
    title: Message
    purposes: Message
    whose: tuple[Words, ...]
    data: tuple[Words, ...]
    recipients: tuple[Words, ...]
    terms: Callable[[], Message]


def _accounts_end() -> Message:
    return UNTIL_ERASED


def _drafts_end() -> Message:
    return _(
        "register_term_drafts",
        default="${days} days after the last word was typed, or until it is sent",
        mapping={"days": str(DRAFT_LIFE.days)},
    )


def _letters_end() -> Message:
    years = api.portal.get_registry_record(YEARS_RECORD, default=None)
    return _(
        "register_term_letters",
        default="${years} years after the request itself is gone",
        mapping={"years": str(DEFAULT_YEARS if years is None else years)},
    )


def _audit_end() -> Message:
    return _(
        "register_term_audit",
        default="Rows stay, so that the chain can be verified; what names a citizen in "
        "them cannot be read any more once the citizen is erased",
    )


ACTIVITIES = (
    Activity(
        "accounts",
        _("register_accounts", default="Signing in, and what is known of a citizen"),
        _(
            "register_accounts_purpose",
            default="To know surely who asks, so that nobody types what is proven",
        ),
        (CITIZENS,),
        (
            *PARAMETERS.values(),
            _(
                "register_accounts_data",
                default="Ways to sign in, sessions and devices, card reads, choices",
            ),
        ),
        (IN_HOUSE,),
        _accounts_end,
    ),
    Activity(
        "drafts",
        _("register_drafts", default="Forms that are not sent yet"),
        _(
            "register_drafts_purpose",
            default="So that nobody has to type anything twice",
        ),
        (_("register_drafts_whose", default="Who fills in a form"),),
        (_("register_drafts_data", default="What was typed, and files"),),
        (_("register_drafts_recipients", default="Only who typed it"),),
        _drafts_end,
    ),
    Activity(
        "mandates",
        _("register_mandates", default="Acting for a child or an organisation"),
        _(
            "register_mandates_purpose",
            default="To know whether somebody may ask for somebody else",
        ),
        (
            CITIZENS,
            _(
                "register_mandates_whose",
                default="Children, other parents, and who works for an organisation",
            ),
        ),
        (
            _(
                "register_mandates_data",
                default="Name, birth date and national number of a child; rights for "
                "an organisation, from when to when; why something was refused or "
                "ended",
            ),
        ),
        (IN_HOUSE,),
        _accounts_end,
    ),
    Activity(
        "letters",
        _("register_letters", default="Letters that anybody can verify"),
        _(
            "register_letters_purpose",
            default="To show whoever got a letter that it is genuine",
        ),
        (_("register_letters_whose", default="Who got a letter"),),
        (
            _(
                "register_letters_data",
                default="Digest, kind and day of the letter; initials where that is "
                "set",
            ),
        ),
        (_("register_letters_recipients", default="Who has the code on the letter"),),
        _letters_end,
    ),
    Activity(
        "audit",
        _("register_audit", default="The audit"),
        _(
            "register_audit_purpose",
            default="To answer for who looked at whose data, and why (art. 5(2))",
        ),
        (
            CITIZENS,
            _("register_audit_whose", default="Clerks, managers and administrators"),
        ),
        (
            _(
                "register_audit_data",
                default="Who, what, whose, when, why, and how they had signed in",
            ),
        ),
        (
            _(
                "register_audit_recipients",
                default="The citizen, about themselves; managers, with a purpose",
            ),
        ),
        _audit_end,
    ),
)


def sections() -> tuple[Section, ...]:
    """Return the activities of the house, as they are set up now."""
    return tuple(map(_section, ACTIVITIES))


def _section(one: Activity) -> Section:
    return Section(
        one.name,
        one.title,
        (
            Entry("purposes", "30(1)(b)", titles.PURPOSES, (one.purposes,)),
            Entry("subjects", "30(1)(c)", titles.SUBJECTS, one.whose),
            Entry("data", "30(1)(c)", titles.DATA, one.data),
            Entry("recipients", "30(1)(d)", titles.RECIPIENTS, one.recipients),
            Entry("terms", "30(1)(f)", titles.TERMS, (one.terms(),)),
        ),
    )
