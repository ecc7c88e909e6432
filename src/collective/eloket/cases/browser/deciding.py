"""What the page says of each decision that a clerk can make."""

from collective.eloket import _
from collective.eloket.cases.model import ASK
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import CLOSE
from collective.eloket.cases.model import GO_ON
from collective.eloket.cases.model import RUNNING_STATES
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a page says before a decision, and how it looks."""

    title: Message
    #: None: it depends on the outcome of the case; see ``APPROVE_LEADS``.
    lead: Message | None
    action: Message
    #: Is a reason needed?
    needed: bool = True
    #: Does it end something? Then button and frame are red.
    ends: bool = False

    @property
    def button(self) -> str:
        """CSS class of the button."""
        return "btn-danger" if self.ends else "btn-primary"

    @property
    def css(self) -> str:
        """CSS class of the frame, beside that of all of them."""
        return "el-confirm--bad" if self.ends else ""


#: Steps of the page: id → what the page says and how it looks.
DECISIONS = {
    "approve": Deciding(
        title=_("heading_approve", default="Approve the request"),
        lead=None,
        action=_("action_approve", default="Approve"),
        needed=False,
    ),
    "refuse": Deciding(
        title=_("heading_refuse", default="Refuse the request"),
        lead=_(
            "lead_refuse",
            default="The applicant gets an e-mail that the request is refused.",
        ),
        action=_("action_refuse", default="Refuse"),
        ends=True,
    ),
    "ask_information": Deciding(
        title=_("heading_ask", default="Ask for more information"),
        lead=_(
            "lead_ask",
            default="The applicant gets an e-mail; your question is at My requests.",
        ),
        action=_("action_ask", default="Ask for more information"),
    ),
    CLOSE: Deciding(
        title=_("heading_close_case", default="Close the request"),
        lead=_(
            "lead_close_case",
            default="Nothing is decided any more. The applicant gets an e-mail that "
            "the request is closed because there was no answer.",
        ),
        action=_("action_close_case", default="Close"),
        ends=True,
    ),
    GO_ON: Deciding(
        title=_("heading_go_on", default="Go on with the request"),
        lead=_(
            "lead_go_on",
            default="The request stands among the others again, and you or a colleague "
            "decides about it. A document that would be downloaded lies ready at the "
            "counter instead. Write who needs it: heirs, a notary. Nobody gets an "
            "e-mail.",
        ),
        action=_("action_case_go_on", default="Go on"),
    ),
}

#: The same where the applicant has died.
DECEASED_LEADS = {
    "approve": _(
        "lead_approve_deceased",
        default="The applicant has died, so nobody gets an e-mail. A document is made "
        "and sealed, and goes by post or lies at the counter.",
    ),
    "refuse": _(
        "lead_refuse_deceased",
        default="The applicant has died, so nobody gets an e-mail. Tell who needs to "
        "know yourself.",
    ),
    CLOSE: _(
        "lead_close_deceased",
        default="Nothing is decided any more, and nobody gets an e-mail: the applicant "
        "has died.",
    ),
}

#: What a clerk can do with a letter that left: as ``DECISIONS``.
LETTER_DECISIONS = {
    "recall": Deciding(
        title=_("heading_recall", default="Take the document back"),
        lead=_(
            "lead_recall",
            default="From now on who checks the document reads that it was withdrawn. "
            "The applicant cannot download it any more, and gets an e-mail. This "
            "cannot be undone.",
        ),
        action=_("action_recall", default="Take it back"),
        ends=True,
    ),
    "reissue": Deciding(
        title=_("heading_reissue", default="Make the document anew"),
        lead=_(
            "lead_reissue",
            default="We make a new document with a new code. Who checks the earlier "
            "one reads that it was withdrawn. The applicant gets an e-mail.",
        ),
        action=_("action_reissue", default="Make it anew"),
    ),
}
DECISIONS |= LETTER_DECISIONS

#: State → the decisions that can be made in it.
OPEN_DECISIONS = {
    **dict.fromkeys(RUNNING_STATES, ("approve", "refuse", ASK, CLOSE, GO_ON)),
    ASKED: ("refuse", CLOSE, GO_ON),
}

#: What follows an approval, by the outcome of the case.
APPROVE_LEADS = {
    "document": _(
        "lead_approve",
        default="We make the document, seal it and tell the applicant it is ready.",
    ),
    "decision": _(
        "lead_approve_decision",
        default="The applicant gets an e-mail that the request is approved.",
    ),
    "report": _(
        "lead_approve_report",
        default="The applicant gets an e-mail that the report is handled.",
    ),
}
#: The same where nobody signed in: nobody gets an e-mail, and nobody reads it here.
STRANGER_LEADS = {
    "approve": _(
        "lead_approve_stranger",
        default="We make the document and seal it. Nobody signed in to ask for it: it "
        "goes by post or is picked up at the counter.",
    ),
    "refuse": _(
        "lead_refuse_stranger",
        default="Nobody signed in to ask for it, so nobody gets an e-mail. Tell the "
        "applicant yourself, by telephone or by letter.",
    ),
    "recall": _(
        "lead_recall_stranger",
        default="From now on who checks the document reads that it was withdrawn. "
        "Nobody signed in to ask for it: tell the applicant yourself. This cannot be "
        "undone.",
    ),
    "reissue": _(
        "lead_reissue_stranger",
        default="We make a new document with a new code. Who checks the earlier one "
        "reads that it was withdrawn. Nobody signed in to ask for it: send or hand out "
        "the new one.",
    ),
}
#: What the first of two clerks reads, and presses.
PROPOSE_TITLES = {
    "approve": _("heading_propose_approve", default="Propose to approve the request"),
    "refuse": _("heading_propose_refuse", default="Propose to refuse the request"),
}
PROPOSE_LEAD = _(
    "lead_propose",
    default="Two clerks decide about this request. A colleague looks at your proposal; "
    "until then nothing is sent.",
)
PROPOSE_ACTION = _("action_propose", default="Propose this")
#: Verdict → what a first clerk proposed, in words.
PROPOSED = {
    "approve": _("proposed_approve", default="to approve it"),
    "refuse": _("proposed_refuse", default="to refuse it"),
}
