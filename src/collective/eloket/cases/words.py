"""How a case is spoken of: one word, one drawing, one tag per state."""

from collective.eloket import _
from collective.eloket.cases import model
from collective.eloket.http.dates import clock_time
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import long_day
from dataclasses import dataclass
from datetime import datetime
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class StateWords:
    """What is shown for a state; ``tag`` is the class beside ``el-tag``."""

    title: Message
    icon: str
    tag: str = ""


STATE_WORDS = {
    model.SUBMITTED: StateWords(_("state_submitted", default="Submitted"), "ring"),
    model.IN_TREATMENT: StateWords(
        _("state_in_treatment", default="In treatment"), "in_treatment"
    ),
    model.ASKED: StateWords(
        _("state_asked", default="We ask you something"), "question", "el-tag--warn"
    ),
    model.APPROVED: StateWords(
        _("state_approved", default="Approved"), "tick", "el-tag--ok"
    ),
    model.REFUSED: StateWords(
        _("state_refused", default="Refused"), "refused", "el-tag--bad"
    ),
    model.DELIVERED: StateWords(
        _("state_delivered", default="Ready"), "done", "el-tag--ok"
    ),
    model.WITHDRAWN: StateWords(
        _("state_withdrawn", default="Withdrawn"), "dash", "el-tag--off"
    ),
    model.CLOSED: StateWords(
        _("state_closed", default="Closed"), "square", "el-tag--off"
    ),
}

SOURCES = {
    "eid-card": _("answer_source_eid_card", default="from the eID"),
    "provider": _("answer_source_provider", default="from Mijn burgerprofiel"),
    "population-register": _(
        "answer_source_register", default="from the population register"
    ),
    "clerk": _("answer_source_clerk", default="from a clerk"),
}

#: Outcome of a document → the last step of an approved case.
OUTCOME_STEPS = {
    "document": _("step_document_ready", default="Your document is ready"),
    "decision": _("step_decision_told", default="You know our decision"),
    "report": _("step_report_handled", default="Your report is handled"),
}
#: Outcome → what the receipt promises.
TOLD_WHEN = {
    "document": _(
        "mail_told_document",
        default="You get an e-mail when your document is ready.",
    ),
    "decision": _(
        "mail_told_decision", default="You get an e-mail when we have decided."
    ),
    "report": _(
        "mail_told_report", default="You get an e-mail when we have handled it."
    ),
}
#: Step that leads to no other state → its line.
LETTER_WORDS = {
    model.RECALL: _("step_letter_recalled", default="Your document was withdrawn"),
    model.REISSUE: _("step_letter_anew", default="We make your document anew"),
    model.GO_ON: _("step_goes_on", default="We go on with this request"),
}
#: Lines about a document that leaves by post.
POSTED = _("step_posted", default="We sent your document by post")
WILL_POST = _("step_will_post", default="We send your document by post")
#: Lines about a document that is picked up.
HANDED = _("step_handed_over", default="You picked up your document at the counter")
AT_COUNTER = _(
    "step_at_counter", default="Your document lies ready for you at the counter"
)
BRING_CARD = _(
    "step_bring_card", default="Bring your identity card, and tell us your reference."
)
FIRST_LOOKED = _("step_first_looked", default="A first clerk looked at it")
SECOND_DECIDES = _("step_second_decides", default="A second clerk decides.")
WE_CHECK = _("step_case_checked", default="We check your request")
A_CLERK_CHECKS = _("step_clerk_checks", default="A clerk checks your request.")


def day_and_time(moment: datetime, language: str) -> Message:
    """Return ``maandag 23 november 2026 om 11.06 uur``."""
    return _(
        "date_and_time",
        default="${day} at ${time}",
        mapping={
            "day": long_day(local_time(moment).date(), language),
            "time": clock_time(moment),
        },
    )
