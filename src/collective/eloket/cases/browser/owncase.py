"""One of the citizen's own cases: where it stands, and what can be done."""

from collective.eloket import _
from collective.eloket.cases.access import check_level
from collective.eloket.cases.access import is_level_enough
from collective.eloket.cases.browser.talkpage import TalkPage
from collective.eloket.cases.browser.talkpage import WRITE
from collective.eloket.cases.contents import check_contents
from collective.eloket.cases.errors import FilesUncheckedError
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import DELIVERED
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import WITHDRAWN
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.talk import write_message
from collective.eloket.cases.timeline import last_comment
from collective.eloket.cases.words import OUTCOME_STEPS
from collective.eloket.cases.workflow import make_step
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import TooLargeError
from collective.eloket.http.errors import message_for
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class OwnCase(TalkPage):
    """One case: where it stands, what was answered, what can be done."""

    names = 1
    template = ViewPageTemplateFile("templates/my_case.pt")
    withdraw_template = ViewPageTemplateFile("templates/my_case_withdraw.pt")
    path: tuple[str, ...] = ()
    missing = False
    #: Why the files of an answer were not taken, in words.
    answer_problem = ""
    #: Was this page open while the case moved on, so that its step is not open now?
    moved_on = False

    @property
    def url(self) -> str:
        """The address of this case."""
        return f"{self.desk_url}/mijn-aanvragen/{self.reference}"

    def viewed(self, action: str) -> None:
        """Record that the citizen sees something of the case."""
        self.audited(subject=self.case.subject, action=action, object=self.reference)

    def respond(self):
        """Show the case; a POST makes one of the citizen's two steps, or writes."""
        if self.posted:
            check_level(self.session, self.case)
            writes = self.request.form.get("stap") == WRITE
            return self.write() if writes else self.make_step()
        self.viewed("case.view")
        if self.request.form.get("stap") == "withdraw" and self.may_withdraw:
            return self.withdraw_template()
        return self.template()

    def make_step(self):
        """Answer our question, or withdraw; then show the case again."""
        step = self.request.form.get("stap")
        step = "withdraw" if step == "withdraw" else "answer_information"
        answer = str(self.request.form.get("antwoord", ""))
        files = self.files_sent() if step == "answer_information" else []
        try:
            if files:
                files = check_contents(answer, files)
            make_step(self.case, step, answer)
        except ReasonMissingError as error:
            self.missing = True
            return self.again(error)
        except StepNotOpenError as error:
            if self.was_done(step, answer):
                return self.redirect(self.url, 303)
            self.moved_on = True
            return self.again(error)
        except (TooLargeError, InvalidAnswerError, FilesUncheckedError) as error:
            self.answer_problem = message_for(error, self.request)
            return self.again(error)
        if files:
            write_message(self.case, Kind.CITIZEN, answer, files)
        self.message(_("notice_step_done", default="Done. We keep you posted."))
        return self.redirect(self.url, 303)

    def was_done(self, step: str, answer: str) -> bool:
        """Was this step made already by the first of two clicks?"""
        if step == "withdraw":
            return self.case.state == WITHDRAWN
        return bool(answer.strip()) and last_comment(self.case) == answer.strip()

    @property
    def unsent(self) -> str:
        """What was written and has no field any more; shown once more, to copy."""
        if self.moved_on:
            return str(self.request.form.get("antwoord", ""))
        return self.written if self.talk_problem and not self.may_write else ""

    @property
    def is_shown(self) -> bool:
        """Is this session sure enough to see what was answered?"""
        return is_level_enough(self.session, self.case)

    @property
    def is_asked(self) -> bool:
        """Do we wait for the citizen?"""
        return self.case.state == ASKED

    @property
    def is_ready(self) -> bool:
        """Is there a document to download?"""
        return self.case.can_fetch

    @property
    def is_handled(self) -> bool:
        """Did it end well, with nothing to download?"""
        return self.case.state == DELIVERED and self.case._letter is None

    @property
    def end(self) -> Message:
        """What the last step is called."""
        return OUTCOME_STEPS[self.case.outcome]

    @property
    def is_open(self) -> bool:
        """Is the answer still to come?"""
        return self.case.state in OPEN_STATES

    may_withdraw = is_open


class Confirmation(OwnCase):
    """The page after sending."""

    names = 2
    template = ViewPageTemplateFile("templates/confirmation.pt")

    def respond(self):
        """Say what happens now."""
        self.viewed("case.view")
        return self.template()

    @property
    def sent_at(self):
        """When the case arrived, in words."""
        return self.steps()[0].when
