"""What editors of documents are told when something is refused."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message.
CATALOGUE: dict[str, Message] = {
    "publish_refused": _(
        "error_publish_refused",
        default="This document cannot be on offer yet. It does not say: ${missing}.",
    ),
    "document_in_use": _(
        "error_document_in_use",
        default="Somebody may be filling in this form. Close the document instead; "
        "what was filled in is kept for ${days} days more at most, and then it may go.",
    ),
    "form_setting_refused": _(
        "error_form_setting_refused",
        default="Expressions and other settings that run something are refused for "
        "everybody. Nothing was changed.",
    ),
    "too_many_strangers": _(
        "error_too_many_strangers",
        default="Too many requests came from here. Wait ${minutes} minutes or sign in.",
    ),
    "nobody_to_ask": _(
        "error_nobody_to_ask",
        default="This was asked without signing in, so nobody can answer you here. "
        "Telephone, or refuse it with a reason.",
    ),
    "nobody_reads": _(
        "error_nobody_reads",
        default="The applicant has died: nobody reads a message here. Write an "
        "internal note, and tell who needs to know yourself.",
    ),
    "import_too_large": _(
        "error_import_too_large",
        default="This file is larger than a document can be: 8 MB at most.",
    ),
    "import_unreadable": _(
        "error_import_unreadable", default="This is not a file of a document (JSON)."
    ),
    "import_format": _(
        "error_import_format",
        default="This file is of another kind, or of a version that we do not read.",
    ),
    "import_refused": _(
        "error_import_refused", default="This cannot be taken: ${where}."
    ),
    "import_unknown": _(
        "error_import_unknown", default="We do not know this word: ${where}."
    ),
    "import_value": _(
        "error_import_value",
        default="What stands here is missing or not right: ${where}.",
    ),
    "import_kind": _(
        "error_import_kind", default="We have no such kind of question: ${where}."
    ),
    "import_check": _(
        "error_import_check", default="We have no such check of an answer: ${where}."
    ),
    "questions_changed": _(
        "error_questions_changed",
        default="The questions were changed since you read them. Read them again.",
    ),
    "import_rule": _(
        "error_import_rule",
        default="A rule that says when something is asked cannot be read: ${where}.",
    ),
    "import_expression": _(
        "error_import_expression",
        default="The file holds an expression that would run here. That is refused for "
        "everybody: ${where}.",
    ),
    "import_script": _(
        "error_import_script",
        default="The file holds a script that would run here. That is refused for "
        "everybody: ${where}.",
    ),
    "import_mailer": _(
        "error_import_mailer",
        default="The file would send mail. Only the e-desk does; that is refused for "
        "everybody: ${where}.",
    ),
    "import_action": _(
        "error_import_action",
        default="The file says what is done with what was sent. Only the e-desk does; "
        "that is refused for everybody: ${where}.",
    ),
    "import_model": _(
        "error_import_model",
        default="The file holds a raw model of a form, in which anything can stand. "
        "That is refused for everybody: ${where}.",
    ),
    "sent_otherwise": _(
        "error_sent_otherwise",
        default="This became request ${reference} already, with other answers. What is "
        "different now was not sent. For a second request, send it with a new key.",
    ),
    "idempotency_key": _(
        "error_idempotency_key",
        default="The Idempotency-Key is not right: up to 200 letters, digits and signs "
        "of ASCII, without blanks. Nothing was sent.",
    ),
}
