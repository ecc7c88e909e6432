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
    "ebox_stand_in": _(
        "error_ebox_stand_in",
        default="No e-Box is connected here, so nothing can be put into one. Call "
        "whoever looks after the servers.",
    ),
    "pdf_missing": _("error_pdf_missing", default="Choose your PDF first."),
    "pdf_too_large": _(
        "error_pdf_too_large",
        default="This file is larger than any document of ours, so it is another one.",
    ),
    "letter_text_refused": _(
        "error_letter_text", default="This text is not for a letter."
    ),
    "letter_tag_refused": _(
        "error_letter_tag",
        default="Letters do not have this tag: ${name}. Look at the list of tags.",
    ),
    "letter_attribute_refused": _(
        "error_letter_attribute",
        default="Tags stand alone in letters. Take this out: ${name}.",
    ),
    "letter_markup_refused": _(
        "error_letter_markup",
        default="Letters have no comments and no declarations. Take this out: ${name}.",
    ),
    "letter_tag_unclosed": _(
        "error_letter_unclosed",
        default="This tag is not closed, or not in its place: ${name}.",
    ),
    "letter_field_unknown": _(
        "error_letter_field",
        default="This document does not have this field: ${name}. Look at the list of "
        "fields.",
    ),
    "letter_expression_refused": _(
        "error_letter_expression",
        default="Between braces stands a field, and nothing else. Look at this: "
        "${name}.",
    ),
    "letter_text_too_long": _(
        "error_letter_too_long", default="This text is too long for a letter."
    ),
}
