"""One case, as the clerk who decides sees it."""

from collective.eloket import _
from collective.eloket.cases.browser.casepage import Answer
from collective.eloket.cases.browser.talkpage import TalkPage
from collective.eloket.cases.browser.talkpage import WRITE
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.model import IN_TREATMENT
from collective.eloket.cases.model import SUBMITTED
from collective.eloket.cases.workflow import make_step
from collective.eloket.catalogue.interfaces import CHANNEL_WORDS
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: Steps of the page: id → what the page says and how it looks.
DECISIONS = {
    "approve": {
        "title": _("heading_approve", default="Approve the request"),
        "lead": None,
        "action": _("action_approve", default="Approve"),
        "button": "btn-primary",
        "css": "",
        "needed": False,
    },
    "refuse": {
        "title": _("heading_refuse", default="Refuse the request"),
        "lead": _(
            "lead_refuse",
            default="The applicant gets an e-mail that the request is refused.",
        ),
        "action": _("action_refuse", default="Refuse"),
        "button": "btn-danger",
        "css": "el-confirm--bad",
        "needed": True,
    },
    "ask_information": {
        "title": _("heading_ask", default="Ask for more information"),
        "lead": _(
            "lead_ask",
            default="The applicant gets an e-mail; your question is at My requests.",
        ),
        "action": _("action_ask", default="Ask for more information"),
        "button": "btn-primary",
        "css": "",
        "needed": True,
    },
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


class Handling(TalkPage):
    """One case, as the clerk who decides sees it."""

    template = ViewPageTemplateFile("templates/handling.pt")
    for_clerk = True
    missing = False
    changed = False

    @property
    def url(self) -> str:
        """The address of this case."""
        return f"{self.desk_url}/taken/{self.reference}"

    def respond(self):
        """Show the case; a POST makes a step, or writes."""
        self.audited(
            subject=self.case.subject, action="case.view", object=self.reference
        )
        if not self.posted:
            return self.template()
        writes = self.request.form.get("stap") == WRITE
        return self.write() if writes else self.make_step()

    def file(self, part: str, *numbers: str):
        """Send a file that came with the case, or with a message."""
        self.audited(
            subject=self.case.subject, action="case.file", object=self.reference
        )
        if part == WRITE:
            return self.send_message_file(*numbers)
        return self.send_file(*numbers)

    def make_step(self):
        """Take, approve, refuse or ask; refused when somebody else came first."""
        form = self.request.form
        if form.get("stand") != self.case.state:
            self.changed = True
            self.request.response.setStatus(409)
            return self.template()
        try:
            make_step(self.case, self.step or "take", self.comment)
        except ReasonMissingError:
            self.missing = True
            self.request.response.setStatus(400)
            return self.template()
        self.message(_("notice_decision_kept", default="Your decision is kept."))
        return self.redirect(self.url, 303)

    @property
    def step(self) -> str:
        """The step that the page asks to confirm; empty: the choice of steps."""
        step = self.request.form.get("stap")
        return step if step in DECISIONS else ""

    @property
    def comment(self) -> str:
        """What the clerk typed; it stays in the field after an error."""
        comment = self.request.form.get("reden", "")
        return comment if isinstance(comment, str) else ""

    @property
    def decision(self) -> dict:
        """Words and looks of the step to confirm."""
        return DECISIONS[self.step]

    @property
    def lead(self) -> Message:
        """What follows when the step is confirmed."""
        return self.decision["lead"] or APPROVE_LEADS[self.case.outcome]

    @property
    def may_decide(self) -> bool:
        """Can a decision be made in this state?"""
        return self.case.state in (SUBMITTED, IN_TREATMENT)

    @property
    def may_take(self) -> bool:
        """Can this clerk take it?"""
        return self.may_decide and self.case.assignee != api.user.get_current().getId()

    @property
    def channel(self) -> Message:
        """How the applicant gets the answer, in words."""
        return CHANNEL_WORDS.getTerm(self.case.channel).title

    def shown_answers(self) -> list[Answer]:
        """Return the answers; a number only when asked for, which is audited."""
        if self.request.form.get("toon") != "nummer":
            return self.answers()
        self.audited(
            subject=self.case.subject, action="case.number", object=self.reference
        )
        return self.answers(frozenset({"national_number"}))

    @property
    def assignee(self) -> str:
        """The name of the clerk who took it; empty: nobody did."""
        return clerks_name(self.case.assignee)
