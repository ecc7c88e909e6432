"""What is said when a card that a browser showed by TLS is refused."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message
CARD_HOST: dict[str, Message] = {
    "card_host_closed": _(
        "error_card_host_closed",
        default="This way of signing in with eID is not open here. Choose another one.",
    ),
    "card_host_refused": _(
        "error_card_host_refused",
        default="Write a host name in small letters, as in kaart.testegem.be.",
    ),
    "card_host_only": _(
        "error_card_host_only",
        default="This page opens only from the sign-in page. Begin there.",
    ),
    "card_not_shown": _(
        "error_card_not_shown",
        default=(
            "Your browser showed no card. Put your card into the reader, close all"
            " windows of the browser, and try again."
        ),
    ),
    "card_ticket": _(
        "error_card_ticket",
        default="This took too long, or began elsewhere. Begin on the sign-in page.",
    ),
    "card_code": _(
        "error_card_code",
        default=(
            "This took too long, was done already, or began in another browser. Begin"
            " on the sign-in page."
        ),
    ),
}
