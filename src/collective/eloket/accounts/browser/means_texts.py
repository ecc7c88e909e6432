"""What the sign-in page says of each means."""

from collections.abc import Iterable
from collective.eloket import _
from collective.eloket.accounts.means import Choice
from collective.eloket.accounts.means import title_of
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Link:
    """Where a citizen gets what a means needs; an official site."""

    address: str
    title: Message


@dataclass(frozen=True, slots=True)
class MeansText:
    """The words and drawing on the card of a means.

    ``needs`` is a list of things, ``info`` are paragraphs. ``first_use``: it must be
    activated once before it works.
    """

    icon: str
    title: Message
    line: Message
    info: tuple[Message, ...]
    needs: tuple[Message, ...] = ()
    links: tuple[Link, ...] = ()
    first_use: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A word that helps to choose; a means has one at most."""

    title: Message
    icon: str


LAST = Badge(_("badge_last", default="Your last choice"), "done")
SAFEST = Badge(_("badge_safest", default="Safest choice"), "shield_tick")
EASIEST = Badge(_("badge_easiest", default="Easiest choice"), "bolt")

#: The first of them that is offered has the badge.
SAFE = ("eid",)
EASY = ("itsme", "totp", "sms", "code")

#: Addresses of the federal and itsme's own pages, as seeds 002 and 004 name them.
EID_SOFTWARE = Link(
    "https://eid.belgium.be/",
    _("link_eid_software", default="eID software (eid.belgium.be)"),
)
EID_PIN = Link(
    "https://eid.belgium.be/nl/over-de-eid-kaart#7533",
    _("link_eid_pin", default="PIN code of your card (eid.belgium.be)"),
)
ITSME_MAKE = Link(
    "https://www.itsme-id.com/",
    _("link_itsme", default="Make an itsme account (itsme-id.com)"),
)
DIGITAL_KEYS = Link(
    "https://iamapps.belgium.be/sma/generalinfo",
    _("link_digital_keys", default="My digital keys: activate a code (belgium.be)"),
)

WITH_USER_NAME = _(
    "means_code_first",
    default="First you give your government user name and password.",
)
NO_CARD = _(
    "means_totp_no_card",
    default="No Belgian identity card? Make an appointment at the counter. "
    "You get an activation code on paper and a link by e-mail.",
)
WITH_KEY = _(
    "means_code_activate",
    default="First use? Activate the code on Mijn digitale sleutels, with your eID "
    "or with the code on paper from the counter.",
)

TEXTS = {
    "eid": MeansText(
        icon="card",
        title=title_of("eid"),
        line=_("means_eid_line", default="your identity card and PIN code"),
        needs=(
            _("need_card", default="your identity card (eID) and its PIN code"),
            _("need_reader", default="a card reader connected to your computer"),
            _(
                "need_software",
                default="the eID software and the browser extension Web eID; both are "
                "free",
            ),
        ),
        info=(
            _(
                "means_eid_steps",
                default="Put the card in the reader, choose your certificate when the "
                "browser asks, and type your PIN code.",
            ),
            _(
                "means_eid_trouble",
                default="The reader does not work? Take the card out and put it in "
                "again. Then restart the browser, and if need be the computer.",
            ),
            _(
                "means_eid_pin_lost",
                default="Lost your PIN code? Come to the counter. "
                "The municipality gives you a new code.",
            ),
        ),
        links=(EID_SOFTWARE, EID_PIN),
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
        links=(ITSME_MAKE,),
    ),
    "totp": MeansText(
        icon="token",
        title=title_of("totp"),
        line=_("means_totp_line", default="code from an app"),
        info=(
            WITH_USER_NAME,
            _(
                "means_totp_what",
                default="Then an app on your smartphone shows a code. "
                "The code changes every 30 seconds.",
            ),
            WITH_KEY,
            NO_CARD,
        ),
        links=(DIGITAL_KEYS,),
        first_use=True,
    ),
    "sms": MeansText(
        icon="speech",
        title=title_of("sms"),
        line=_("means_sms_line", default="code in a text message"),
        info=(
            WITH_USER_NAME,
            _("means_sms_what", default="Then you get a code by text message."),
            _(
                "means_sms_limits",
                default="Not every service takes the SMS code. "
                "If you can choose, take the app.",
            ),
            WITH_KEY,
            NO_CARD,
        ),
        links=(DIGITAL_KEYS,),
        first_use=True,
    ),
    "code": MeansText(
        icon="token",
        title=title_of("code"),
        line=_("means_code_line", default="code from an app, or in a text message"),
        info=(
            WITH_USER_NAME,
            _(
                "means_code_what",
                default="Then you type a code. An app on your smartphone shows it, or "
                "you get it by text message.",
            ),
            WITH_KEY,
            NO_CARD,
        ),
        links=(DIGITAL_KEYS,),
        first_use=True,
    ),
    "mail": MeansText(
        icon="speech",
        title=title_of("mail"),
        line=_("means_mail_line", default="code in an e-mail"),
        info=(
            WITH_USER_NAME,
            _(
                "means_mail_what",
                default="Then you get a code by e-mail. It works for 10 minutes.",
            ),
            WITH_KEY,
            NO_CARD,
        ),
        links=(DIGITAL_KEYS,),
        first_use=True,
    ),
    "token": MeansText(
        icon="token",
        title=title_of("token"),
        line=_("means_token_line", default="card with codes"),
        info=(
            _(
                "means_token_what",
                default="The federal token is a card with 24 codes. You give your user "
                "name, your password and the code that is asked for. No new tokens are "
                "given out.",
            ),
        ),
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


def badges(offered: Iterable[str], last: str | None) -> dict[str, Badge]:
    """Return means → badge; the one used last has that badge and no other."""
    found = {}
    for names, badge in ((SAFE, SAFEST), (EASY, EASIEST)):
        first = next((name for name in names if name in offered), None)
        if first is not None:
            found[first] = badge
    return found | ({last: LAST} if last in offered else {})
