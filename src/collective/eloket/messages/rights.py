"""What refusals say about keeping and erasing."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message.
RIGHTS: dict[str, Message] = {
    "erasure_asked": _(
        "error_erasure_asked",
        default="This was asked already. We decide about it first.",
    ),
    "erasure_held": _(
        "error_erasure_held",
        default="We must keep a part of these data by law, for instance for a lawsuit. "
        "They cannot be erased now.",
    ),
    "erasure_open_cases": _(
        "error_erasure_open_cases",
        default="Requests are not finished yet. Withdraw them, or wait until they are.",
    ),
    "erasure_unknown": _(
        "error_erasure_unknown",
        default="Nobody asks for this, or it was decided already.",
    ),
    "hold_case_unknown": _(
        "error_hold_case_unknown",
        default="We find no request of that reference, or its data are gone.",
    ),
    "account_closed": _(
        "error_account_closed",
        default="This account is closed. Is that a mistake? Come by or call us.",
    ),
    "account_unknown": _(
        "error_account_unknown", default="There is no such account, or it is open."
    ),
    "choice_over": _(
        "error_choice_over",
        default="This page lay open too long. Look the citizen up again.",
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
    "processor_refused": _(
        "error_processor_refused",
        default="“${line}” does not say it. Write for instance “mail = processor: "
        "contract 2026-14” or “provider/itsme = controller”.",
    ),
}
