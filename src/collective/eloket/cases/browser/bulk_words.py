"""What the page of several tasks says: before a decision, and what came of it."""

from collective.eloket import _
from collective.eloket.cases.browser.deciding import DECISIONS
from collective.eloket.cases.together import APPROVE
from collective.eloket.cases.together import GIVE
from collective.eloket.cases.together import REFUSE
from collective.eloket.cases.together import RELEASE
from collective.eloket.cases.together import TAKE
from dataclasses import replace
from zope.i18nmessageid import Message


#: What is said of several at once; for the rest it is the decision about one.
DECIDING = {
    APPROVE: replace(
        DECISIONS["approve"],
        title=_("heading_bulk_approve", default="Requests to approve: ${number}"),
        lead=_(
            "lead_bulk_approve",
            default="Each of them is approved, with the same reason. You cannot undo "
            "this.",
        ),
        action=_("action_approve_all", default="Approve all of them"),
    ),
    REFUSE: replace(
        DECISIONS["refuse"],
        title=_("heading_bulk_refuse", default="Requests to refuse: ${number}"),
        lead=_(
            "lead_bulk_refuse",
            default="Each of them is refused, with the same reason, and each applicant "
            "gets an e-mail. You cannot undo this.",
        ),
        action=_("action_refuse_all", default="Refuse all of them"),
    ),
}
DONE: dict[str, Message] = {
    TAKE: _("bulk_taken", default="Taken: ${number}."),
    GIVE: _("bulk_given", default="Given to a colleague: ${number}."),
    RELEASE: _("bulk_released", default="Let go: ${number}."),
    APPROVE: _("bulk_approved", default="Approved: ${number}."),
    REFUSE: _("bulk_refused", default="Refused: ${number}."),
}
NOT_DONE = _("bulk_not_done", default="Not done, ${reference}: ${why}")
NOT_DONE_MANY = _(
    "bulk_not_done_many",
    default="Not done, ${number} requests (${references}): ${why}",
)
#: So many references of one reason are named. What is said travels in a cookie, which
#: browsers cut off, or drop, above 4096 bytes (RFC 6265, section 6.1).
MOST_NAMED = 5


def not_done(references: list[str], why: str) -> Message:
    """Return what is said of those that one reason kept: how many, and the first."""
    if len(references) == 1:
        return Message(NOT_DONE, mapping={"reference": references[0], "why": why})
    named = ", ".join(references[:MOST_NAMED])
    more = "" if len(references) <= MOST_NAMED else ", …"
    words = {"number": str(len(references)), "references": named + more, "why": why}
    return Message(NOT_DONE_MANY, mapping=words)
