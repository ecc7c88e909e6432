"""What the sign-in page says of each means."""

from collective.eloket import _
from collective.eloket.accounts.means import Choice
from collective.eloket.accounts.means import title_of
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class MeansText:
    """The words and drawing on the card of a means; ``info`` are paragraphs."""

    icon: str
    title: Message
    line: Message
    info: tuple[Message, ...]
    badge: Message | None = None
    badge_icon: str = ""
    first_use: bool = False


SAFEST = _("badge_safest", default="Safest choice")
EASIEST = _("badge_easiest", default="Easiest choice")
LAST = _("badge_last", default="Your last choice")

TEXTS = {
    "eid": MeansText(
        icon="card",
        title=title_of("eid"),
        line=_("means_eid_line", default="your identity card and PIN code"),
        info=(
            _(
                "means_eid_needs",
                default="You need your identity card (eID) and its PIN code, a card "
                "reader connected to your computer, and the eID software. "
                "The software is free.",
            ),
            _(
                "means_eid_pin_lost",
                default="Lost your PIN code? Come to the counter. "
                "The municipality gives you a new code.",
            ),
        ),
        badge=SAFEST,
        badge_icon="shield_tick",
    ),
    "itsme": MeansText(
        icon="phone",
        title=title_of("itsme"),
        line=_("means_itsme_line", default="app on your smartphone"),
        info=(
            _(
                "means_itsme_what",
                default="itsme® is an app on your smartphone. You confirm with your "
                "code, your fingerprint or your face.",
            ),
            _(
                "means_itsme_none",
                default="No itsme® yet? Make an account with your bank's app, or with "
                "your eID and a card reader.",
            ),
            _(
                "means_itsme_fraud",
                default="Beware of fraud: itsme® never sends you an e-mail or text "
                "message with a link. Do not click on it.",
            ),
        ),
        badge=EASIEST,
        badge_icon="bolt",
    ),
    "totp": MeansText(
        icon="token",
        title=title_of("totp"),
        line=_("means_totp_line", default="code from an app"),
        info=(
            _(
                "means_totp_what",
                default="First you give your government user name and password. "
                "Then an app on your smartphone shows a code. "
                "The code changes every 30 seconds.",
            ),
            _(
                "means_totp_no_card",
                default="No Belgian identity card? Make an appointment at the counter. "
                "You get an activation code on paper and a link by e-mail.",
            ),
        ),
        first_use=True,
    ),
    "sms": MeansText(
        icon="speech",
        title=title_of("sms"),
        line=_("means_sms_line", default="code in a text message"),
        info=(
            _(
                "means_sms_what",
                default="First you give your government user name and password. "
                "Then you get a code by text message.",
            ),
            _(
                "means_sms_limits",
                default="Not every service takes the SMS code. "
                "If you can choose, take the app.",
            ),
        ),
        first_use=True,
    ),
}

#: For a means that an integrator adds: its name as the provider's table says it.
OTHER_INFO = (
    _(
        "means_other_what",
        default="You sign in on the page of the government and come back here.",
    ),
)


def text_of(choice: Choice) -> MeansText:
    """Return the words for a means; one without words of its own gets plain ones."""
    if choice.means in TEXTS:
        return TEXTS[choice.means]
    line = _("means_other_line", default="on the page of the government")
    return MeansText("key", title_of(choice.means), line, OTHER_INFO)
