"""Why somebody who works here looks at data of a citizen, as the audit keeps it."""

from collective.eloket import _


OTHER = "other"
#: Purpose as the audit keeps it → how people read it.
PURPOSES = {
    "request": _("purpose_request", default="I handle a request"),
    "contact": _("purpose_contact", default="This person contacts us"),
    "correction": _("purpose_correction", default="I correct data"),
    OTHER: _("purpose_other", default="Something else"),
}
#: Why a manager searches the audit itself.
SEARCH_PURPOSES = {
    "complaint": _("purpose_complaint", default="Somebody asks or complains"),
    "alarm": _("purpose_alarm", default="I look into an alarm"),
    "control": _("purpose_control", default="A regular check"),
    OTHER: _("purpose_other", default="Something else"),
}
LONGEST_WORDS = 500
#: The same as the citizen reads it.
TOLD = {
    "complaint": _("why_complaint", default="A question or complaint"),
    "alarm": _("why_alarm", default="Looking into an alarm"),
    "control": _("why_control", default="A regular check"),
    "request": _("why_request", default="Handling a request"),
    "contact": _("why_contact", default="You had contact with us"),
    "correction": _("why_correction", default="Correcting data"),
    OTHER: _("why_other", default="Another reason"),
}
