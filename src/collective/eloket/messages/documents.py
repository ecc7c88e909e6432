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
    "too_many_verifications": _(
        "error_too_many_verifications",
        default="Too many codes were asked about from here. Try again later.",
    ),
    "pdf_missing": _("error_pdf_missing", default="Choose your PDF first."),
    "pdf_too_large": _(
        "error_pdf_too_large",
        default="This file is larger than any document of ours, so it is another one.",
    ),
}
