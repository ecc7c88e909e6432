"""One case, as the clerk who decides sees it."""

from collective.eloket import _
from collective.eloket.cases.alarm import note_read
from collective.eloket.cases.browser.casepage import Answer
from collective.eloket.cases.browser.casepage import ANSWERS
from collective.eloket.cases.browser.deciding import APPROVE_LEADS
from collective.eloket.cases.browser.deciding import DECEASED_LEADS
from collective.eloket.cases.browser.deciding import Deciding
from collective.eloket.cases.browser.deciding import DECISIONS
from collective.eloket.cases.browser.deciding import LETTER_DECISIONS
from collective.eloket.cases.browser.deciding import PROPOSE_ACTION
from collective.eloket.cases.browser.deciding import PROPOSE_LEAD
from collective.eloket.cases.browser.deciding import PROPOSE_TITLES
from collective.eloket.cases.browser.deciding import STRANGER_LEADS
from collective.eloket.cases.browser.holding import HoldingPage
from collective.eloket.cases.browser.postal import ADDRESS
from collective.eloket.cases.browser.postal import PostalPage
from collective.eloket.cases.browser.talkpage import WRITE
from collective.eloket.cases.clerks_words import open_for_clerk
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.failed_mail import failed_on
from collective.eloket.cases.foureyes import PROPOSE
from collective.eloket.cases.handling import is_reason_sent
from collective.eloket.cases.handling import may_tell_reason
from collective.eloket.cases.lookers import note_look
from collective.eloket.cases.model import ASK
from collective.eloket.cases.model import CLOSE
from collective.eloket.cases.model import CLOSED
from collective.eloket.cases.model import DELIVERED
from collective.eloket.cases.model import GO_ON
from collective.eloket.cases.model import RECALL
from collective.eloket.cases.model import REISSUE
from collective.eloket.cases.workflow import make_step
from collective.eloket.catalogue.vocabularies import channel_title
from collective.eloket.clock import utcnow
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.http.language import spoken
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


KEPT = _("notice_decision_kept", default="Your decision is kept.")
KEPT_PROPOSAL = _(
    "notice_proposal_kept",
    default="Your proposal is kept. A colleague must decide now.",
)
#: Step → what is said when its reason is missing.
NO_REASON = {
    "refuse": _(
        "error_reason_missing_refuse",
        default="Give a reason. Without a reason you cannot refuse.",
    ),
    CLOSE: _(
        "error_reason_missing_close",
        default="Give a reason. Without a reason you cannot close it.",
    ),
    GO_ON: _(
        "error_reason_missing_go_on",
        default="Give a reason. Write who needs it.",
    ),
} | dict.fromkeys(
    LETTER_DECISIONS,
    _(
        "error_reason_missing_letter",
        default="Give a reason. Without a reason the document stays as it is.",
    ),
)


class Handling(PostalPage, HoldingPage):
    """One case, as the clerk who decides sees it."""

    template = ViewPageTemplateFile("templates/handling.pt")
    for_clerk = True
    missing = False
    changed = False
    #: Why the step was not made, in words.
    problem = ""

    @property
    def url(self) -> str:
        """The address of this case."""
        return f"{self.desk_url}/taken/{self.reference}"

    def respond(self):
        """Show the case; a POST makes a step, or writes."""
        self.audited(
            subject=self.case.subject, action="case.view", object=self.reference
        )
        note_read(self.me)
        self.lookers = note_look(self.reference, self.me, utcnow())
        if not self.posted:
            return self.template()
        acts = {WRITE: self.write, ADDRESS: self.keep_address}
        step = self.request.form.get("stap")
        return acts.get(step if isinstance(step, str) else "", self.make_step)()

    def file(self, part: str, *numbers: str):
        """Send a file that came with the case or a message, or the answers as one."""
        self.audited(
            subject=self.case.subject, action="case.file", object=self.reference
        )
        if part == WRITE:
            return self.send_message_file(*numbers)
        if part == ANSWERS:
            return self.send_answers(spoken(self.language), self.hidden)
        return self.send_file(*numbers)

    def make_step(self):
        """Take, propose, decide or ask; refused when somebody else came first."""
        if self.request.form.get("stand") != self.case.version:
            self.changed = True
            self.request.response.setStatus(409)
            return self.template()
        try:
            self.do_step()
        except ReasonMissingError as error:
            self.missing = True
            return self.again(error)
        except EloketError as error:
            self.problem = message_for(error, self.request)
            return self.again(error)
        self.message(self.kept_words)
        return self.redirect(self.url, 303)

    def do_step(self) -> None:
        """Make the step that the form sent, or change who handles it."""
        if self.act_on_hold:
            self.change_hold()
        elif self.is_proposing_now:
            make_step(self.case, PROPOSE, self.comment, verdict=self.step)
        else:
            step = self.step or "take"
            make_step(self.case, step, self.comment, along=self.along)

    @property
    def kept_words(self) -> Message:
        """What is said when it was done."""
        if self.act_on_hold:
            return self.hold_words
        return KEPT_PROPOSAL if self.is_proposing_now else KEPT

    @property
    def is_proposing_now(self) -> bool:
        """Did the reader press the button that proposes?"""
        return self.request.form.get("voorstel") == "1"

    @property
    def along(self) -> bool:
        """Does the reason go into the mail? As ticked; at first, by the document."""
        if not self.may_go_along:
            return False
        if self.posted:
            return self.request.form.get("mee") == "1"
        return is_reason_sent(self.case.document_uid, self.step)

    @property
    def may_go_along(self) -> bool:
        """Can the reason of this step go into the mail at all?"""
        if self.step == ASK or self.proposes or self.is_applicant_closed:
            return False
        return may_tell_reason(self.case)

    @property
    def comment(self) -> str:
        """What the clerk typed; at first, the reason that a colleague proposed."""
        comment = self.request.form.get("reden")
        if comment is None and self.proposal and self.proposal.verdict == self.step:
            return self.proposal.reason
        return comment if isinstance(comment, str) else ""

    @property
    def decision(self) -> Deciding:
        """Words and looks of the step to confirm."""
        return DECISIONS[self.step]

    @property
    def heading(self) -> Message:
        """The question that the form asks."""
        return PROPOSE_TITLES[self.step] if self.proposes else self.decision.title

    @property
    def action(self) -> Message:
        """What the button says."""
        return PROPOSE_ACTION if self.proposes else self.decision.action

    @property
    def lead(self) -> Message:
        """What follows when the step is confirmed."""
        if self.proposes:
            return PROPOSE_LEAD
        if self.is_applicant_closed and self.step in DECEASED_LEADS:
            return DECEASED_LEADS[self.step]
        if self.is_strangers:
            return STRANGER_LEADS[self.step]
        return self.decision.lead or APPROVE_LEADS[self.case.outcome]

    @property
    def reason_missing(self) -> Message:
        """What is said where a reason is needed and none was given."""
        return NO_REASON.get(self.step, NO_REASON["refuse"])

    @property
    def not_arrived(self) -> str | None:
        """The day of the last report that a mail about it did not arrive."""
        failed = failed_on(self.case)
        return None if failed is None else self.short_day(failed)

    @cached_property
    def dossier(self) -> Dossier:
        """The opened contents of the case, in the clerk's language."""
        return open_for_clerk(self.case, self.language)

    @property
    def letter_steps(self) -> list[str]:
        """What can be done with the letter in this state."""
        case = self.case
        recall = case.has_letter and case.state in (DELIVERED, CLOSED)
        reissue = case._letter is not None and case.state == DELIVERED
        return [step for step, may in ((RECALL, recall), (REISSUE, reissue)) if may]

    @property
    def may_confirm(self) -> bool:
        """Is there a step to confirm, open in this state?"""
        if self.step in LETTER_DECISIONS:
            return self.step in self.letter_steps
        return self.step in self.open_steps

    @property
    def channel(self) -> Message | str:
        """How the applicant gets the answer, in words."""
        return channel_title(self.case.channel)

    def shown_answers(self) -> list[Answer]:
        """Return the answers; a number only when asked for, which is audited."""
        if self.request.form.get("toon") != "nummer":
            return self.answers()
        self.audited(
            subject=self.case.subject, action="case.number", object=self.reference
        )
        return self.answers(show_hidden=True)
