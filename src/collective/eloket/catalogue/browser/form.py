"""The form page: what we know is shown as text, the rest is asked and never lost."""

from collective.eloket import _
from collective.eloket.accounts.leaving import leave
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.acting import acting
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.browser.became import Became
from collective.eloket.catalogue.browser.stamped import StampedForm
from collective.eloket.catalogue.browser.stronger import StrongerSignIn
from collective.eloket.catalogue.browser.ways import FormWays
from collective.eloket.catalogue.closing import term_end
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.catalogue.errors import LockedAnswerError
from collective.eloket.catalogue.errors import NumberNeededError
from collective.eloket.catalogue.errors import SentOtherwiseError
from collective.eloket.catalogue.errors import UnknownAnswerError
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.orders import sent_before
from collective.eloket.catalogue.orders import submit
from collective.eloket.catalogue.orders import was_sent
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.clock import utcnow
from collective.eloket.errors import EloketError
from collective.eloket.http.dates import local_time
from collective.eloket.http.errors import tell_status
from collective.eloket.http.fields import typed
from collective.eloket.mandates.errors import CapacityChangedError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


#: What is told on the form itself, where it can be mended.
SHOWN_AGAIN = (
    AnswersRefusedError,
    AssuranceTooLowError,
    LockedAnswerError,
    SentOtherwiseError,
    UnknownAnswerError,
)


class FormPage(Became, FormWays, StrongerSignIn, StampedForm):
    """GET shows the form, POST sends it; whatever goes wrong, every answer is kept."""

    template = ViewPageTemplateFile("templates/form.pt")
    refusal = ViewPageTemplateFile("templates/form_refused.pt")
    words = words
    answers_form = "aanvraag-formulier"

    def respond(self):
        """Show the form, or do what was clicked."""
        return self.receive() if self.posted else self.show()

    def show(self):
        """Show the form; who sees own values is recorded."""
        try:
            check_may_ask(self.context, self.session)
        except AssuranceTooLowError:
            if self.session.level < self.context.level_needed:
                return self.redirect(self.context.absolute_url())
        self.draft = self.find_draft()
        if self.locked or self.prefilled or self.draft or self.earlier:
            self.audited(
                subject=self.session.user_id,
                action="form.view",
                object=self.context.getId(),
            )
        return self.template()

    def find_draft(self) -> Draft | None:
        """Return what was typed before; not what became a case in the meantime."""
        found = drafts.find(self.session, self.context)
        if found is None or not was_sent(self.context, self.session, found.key):
            return found
        # the process died between the case's commit and this
        drafts.discard(self.session, self.context)
        return None

    def receive(self):
        """Keep what was typed before anything else, then do what was clicked."""
        self.require_citizen()
        self.check_capacity()
        self.draft = self.keep(self.session)
        self.look_back()
        if "sterker" in self.request.form:
            return self.step_up(self.request.form["sterker"])
        return self.move()

    def move(self):
        """Do what was clicked; what was typed is kept by then."""
        form = self.request.form
        if "weg" in form or "bewaar" in form:
            return self.stop()
        if self.has_steps and not self.is_review:
            return self.walk("terug" in form)
        return self.send()

    def walk(self, back: bool):
        """Go one step back, or forth when this one is right."""
        problems = self.page_problems()
        if problems and not (back and self.draft):
            return self.again(AnswersRefusedError(problems))
        return self.go_to(self.step_after(self.number, -1 if back else 1))

    def go_to(self, number: int):
        """Lead to a step; what was typed is kept."""
        return self.redirect(self.own_url(stap=number), status=303)

    def stop(self):
        """Say that everything is kept; a file that is not right cannot be."""
        if self.file_problems and "bewaar" in self.request.form:
            return self.again(AnswersRefusedError(self.file_problems))
        if "weg" in self.request.form:
            self.forget_file(typed(self.request.form, "weg"))
        place = {"stap": self.number} if self.has_steps else {}
        return self.redirect(self.own_url(bewaard=1, **place), status=303)

    def forget_file(self, question: str) -> None:
        """Remove a kept file."""
        gone = self.draft.files.pop(question, None) if self.draft else None
        if gone is not None:
            drafts.keep(self.session, self.context, self.draft)
            drafts.remove_files(self.session, self.context, [gone])

    def step_up(self, wanted: object):
        """Lead to the provider; the answers are here when the citizen is back."""
        provider, _slash, means = str(wanted).partition("/")
        here = self.local_path()
        return self.redirect(leave(self.request, provider, means, here), status=303)

    def send(self):
        """Submit; when that is refused, show the form again with all answers.

        A second click may come when the draft is gone, and a page of days ago may be
        sent once more: both lead to the same case, unless other answers come.
        """
        case = self.sent_before()
        if case is None:
            try:
                self.check_same()
                self.check_told()
                case = self.submit()
            except SHOWN_AGAIN as error:
                return self.again(error)
        if self.draft is not None:
            drafts.discard_after_commit(self.session, self.context)
        return self.done(case)

    def submit(self) -> SubmittedCase:
        """Make a case of what was sent."""
        return submit(self.context, self.session, self.sent())

    def sent_before(self) -> SubmittedCase | None:
        """Return the case that this form made already, or None."""
        return sent_before(self.context, self.session, self.key)

    def done(self, case: SubmittedCase):
        """Lead to the page that says that it was sent."""
        return self.redirect(f"{case.url}/bevestiging", status=303)

    def again(self, error: EloketError) -> str:
        """Show the form with everything that was typed; nothing was sent."""
        transaction.doom()
        self.problems = getattr(error, "problems", {})
        if self.problems and self.has_steps:
            self.number = min(map(self.step_of, self.problems))
        tell_status(error, self.request)
        return self.template()

    @property
    def lacks_number(self) -> bool:
        """Was the form refused because the account has no national number?"""
        return isinstance(self.error, NumberNeededError)

    @property
    def may_choose(self) -> bool:
        """Was it refused because of whom it was for?"""
        return isinstance(self.error, OnBehalfRefusedError | CapacityChangedError)

    @property
    def for_whom(self) -> str:
        """The name of whom it is for; empty for oneself."""
        return acting(self.session).subject_name

    @property
    def organisation(self) -> str | None:
        """Number of the organisation that it is for; None for a person."""
        return acting(self.session).organisation

    @property
    def page_title(self) -> Message | None:
        """Say in the window's title where one is, or that answers are not right."""
        title = words.said(self.context, "title")
        if self.problems:
            return _("title_error", default="Error: ${title}", mapping={"title": title})
        if not self.has_steps:
            return None
        return _(
            "title_step",
            default="Step ${number} of ${last}: ${step} | ${title}",
            mapping={
                "number": str(self.number),
                "last": str(self.last),
                "step": self.said(self.step_titles[self.number - 1]),
                "title": title,
            },
        )

    @property
    def was_stopped(self) -> bool:
        """Did the citizen just press *Bewaar en stop*?"""
        return not self.posted and self.draft and "bewaard" in self.request.form

    @property
    def form_changed(self) -> bool:
        """Did the editor change the questions since the draft was kept?"""
        draft = self.draft
        return bool(draft) and draft.form != version_of(self.context.form)

    @property
    def draft_base(self) -> str:
        """Which state of the draft this page shows, for autosave."""
        return self.draft.saved.isoformat() if self.draft else ""

    @property
    def saved_text(self) -> str:
        """When the draft was kept, in words."""
        return words.moment_of(self.draft.saved)

    @property
    def due_text(self) -> str:
        """The day on which the answer is there at the latest, in words."""
        today = local_time(utcnow()).date()
        due = term_end(today, self.context.working_days or 0)
        return words.due_of(due)
