"""What is said when somebody cannot sign in with a card that may be good itself."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message
CARD_SIGN_IN: dict[str, Message] = {
    "card_sign_in_off": _(
        "error_card_sign_in_off",
        default="You cannot sign in here with your card directly. Choose another way.",
    ),
    "card_unknown": _(
        "error_card_unknown",
        default="This card has no account here yet. Register with it first.",
    ),
    "card_challenge_unknown": _(
        "error_card_challenge_unknown",
        default="This took too long. Begin signing in again.",
    ),
    "too_many_card_tokens": _(
        "error_too_many_card_tokens",
        default="Too many cards were tried from here. Wait a while and try again.",
    ),
}
