"""Why a setting does not take what was typed."""

from collective.eloket import _


NO_NUMBER = _(
    "record_refused_number", default="Fill in a whole number from ${least} on."
)
NO_NUMBER_BETWEEN = _(
    "record_refused_between",
    default="Fill in a whole number from ${least} to ${most}.",
)
NO_NUMBER_AT_ALL = _("record_refused_no_number", default="Fill in a whole number.")
NO_DATE = _("record_refused_date", default="Fill in a day, as in 2027-01-31.")
NOT_EMPTY = _("record_refused_empty", default="Fill something in.")
NOT_THIS = _("record_refused", default="This setting does not take that.")
