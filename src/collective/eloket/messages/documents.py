"""What is said about letters, their seal, and whether they are genuine."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message
DOCUMENTS: dict[str, Message] = {
    "stamp_address": _(
        "error_stamp_address",
        default="Write an address that begins with https:// or http://, without user "
        "name, as in https://tsa.belgium.be/connect.",
    ),
}
