"""What refusals say to who writes a message about a case, or answers a question."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message.
TALK: dict[str, Message] = {
    "message_missing": _("error_message_missing", default="Write a message first."),
    "message_not_plain": _(
        "error_message_not_plain",
        default="There is an invisible sign in the message. Type it, or paste it as "
        "plain text.",
    ),
    "message_too_long": _(
        "error_message_too_long",
        default="The message is too long. Keep it under 10,000 characters.",
    ),
    "message_file": _(
        "error_message_file",
        default="Choose up to five files: PDF, JPG or PNG, of at most 10 MB each; no "
        "picture larger than a photo or scan.",
    ),
    "message_virus": _(
        "error_message_virus",
        default="There is a virus in one of these files, so nothing was sent.",
    ),
    "files_unchecked": _(
        "error_files_unchecked",
        default="We cannot check files for viruses now, so nothing was sent. Try again "
        "in a few minutes.",
    ),
    "messages_closed": _(
        "error_messages_closed",
        default="This request is closed. Nothing more can be sent about it here.",
    ),
    "messages_full": _(
        "error_messages_full",
        default="So many messages were sent about this request that it takes no more. "
        "Call us.",
    ),
}
