"""How what we know of a person is called: names of values, sources, levels."""

from collective.eloket import _
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import REGISTER
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.preferences import DIGITAL
from collective.eloket.parameters.preferences import PAPER
from zope.i18nmessageid import Message


LEVELS = {
    AssuranceLevel.NONE: _("level_none", default="none"),
    AssuranceLevel.LOW: _("level_low", default="low"),
    AssuranceLevel.SUBSTANTIAL: _("level_substantial", default="substantial"),
    AssuranceLevel.HIGH: _("level_high", default="high"),
}

SOURCES = {
    CARD: _("source_card", default="from your eID"),
    PROVIDER: _("source_provider", default="from your sign-in"),
    REGISTER: _("source_register", default="from the population register"),
    CLERK: _("source_clerk", default="checked at the counter"),
    SELF: _("source_self", default="by yourself"),
}

#: Name of a value, or of values that are shown together.
TITLES = {
    "given_names": _("label_given_names", default="First name"),
    "family_name": _("label_family_name", default="Name"),
    "address": _("label_address", default="Address"),
    "street": _("label_street", default="Street and number"),
    "postal_code": _("label_postal_code", default="Postal code"),
    "municipality": _("label_municipality", default="Municipality"),
    "birth_date": _("label_birth_date", default="Date of birth"),
    "national_number": _("label_national_number", default="National register number"),
    "email": _("label_email", default="E-mail address"),
    "phone": _("label_phone", default="Phone"),
    "language": _("label_language", default="Language"),
    "delivery": _("label_own_delivery", default="Your documents"),
}

#: In their own words, whatever the page speaks.
LANGUAGE_NAMES = {
    "nl": "Nederlands",
    "fr": "Français",
    "de": "Deutsch",
    "en": "English",
}
DELIVERIES = {
    DIGITAL: _("choice_digital", default="Digitally"),
    PAPER: _("choice_paper", default="On paper"),
}

UNKNOWN = _("text_unknown", default="not known")
HIDDEN = _("text_hidden", default="hidden")


def known_ending(number: str) -> Message:
    """Return that a national number is known, with its last two digits."""
    return _(
        "text_number_known_ending",
        default="known, ends in ${ending}",
        mapping={"ending": number[-2:]},
    )
