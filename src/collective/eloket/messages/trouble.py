"""What is told when we are in trouble ourselves."""

from collective.eloket import _
from zope.i18nmessageid import Message


TROUBLE: dict[str, Message] = {
    "unavailable": _(
        "error_unavailable",
        default="The fault is ours. What you just sent was not kept: send it again in "
        "a few minutes. What you sent before is safe.",
    ),
    "form_unreadable": _(
        "error_form_unreadable",
        default="What your browser sent is no form that we can read. Nothing of it was "
        "kept. Go back, and rename the files that you chose.",
    ),
}
