"""In which order the settings stand on their page, and under which headings."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.http.language import LANGUAGES
from zope.i18nmessageid import Message


#: Word after ``collective.eloket.`` → heading, in the order of the page.
GROUPS: Mapping[str, Message] = {
    "brand": _("heading_settings_brand", default="Colours"),
    "accounts": _("heading_settings_accounts", default="Signing in and sessions"),
    "parameters": _("heading_settings_parameters", default="Reading cards"),
    "mandates": _("heading_settings_mandates", default="Acting for others"),
    "limits": _("heading_settings_limits", default="Web servers in front of the site"),
    "catalogue": _("heading_settings_offer", default="Documents, working days"),
    "cases": _("heading_settings_cases", default="Requests"),
    "documents": _("heading_settings_documents", default="Letters"),
    "outbox": _("heading_settings_outbox", default="Deliveries"),
    "audit": _("heading_settings_audit", default="The audit"),
    "rights": _("heading_settings_rights", default="Register of processing"),
}
#: Last words of names that come first in their room; the others by the alphabet.
FIRST = (
    "main",
    "dark",
    "idle_minutes",
    "absolute_hours",
    "password_length",
    "letter_logo",
    "letterhead",
    *(f"letterhead_{language}" for language in LANGUAGES),
    "signature",
    *(f"signature_{language}" for language in LANGUAGES),
)
OTHERS = _("heading_settings_others", default="Other settings")


def place_of(room: str, name: str) -> tuple[int, int, str]:
    """Return what the page is in order of, for the record ``name`` of a room."""
    rooms, last = list(GROUPS), name.rpartition(".")[2]
    at = rooms.index(room) if room in rooms else len(rooms)
    rank = FIRST.index(last) if last in FIRST else len(FIRST)
    return at, rank, name
