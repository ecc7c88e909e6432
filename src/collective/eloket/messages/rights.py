"""What refusals say about keeping and erasing."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message.
RIGHTS: dict[str, Message] = {
    "hold_case_unknown": _(
        "error_hold_case_unknown",
        default="We find no request of that reference, or its data are gone.",
    ),
    "hold_reason": _(
        "error_hold_reason", default="Write why, in at least five characters."
    ),
    "hold_known": _("error_hold_known", default="This is kept already."),
    "hold_unknown": _(
        "error_hold_unknown", default="This need not be kept, or not any more."
    ),
    "holds_still_known": _(
        "error_holds_still_known",
        default="Requests or data of citizens must still be kept. Let them go first.",
    ),
}
