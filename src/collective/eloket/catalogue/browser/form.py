"""The form page: what we know is shown as text, the rest is asked and never lost."""

from collective.eloket import _
from collective.eloket.accounts import cookies
from collective.eloket.accounts.leaving import leave
from collective.eloket.accounts.service import read_stamp
from collective.eloket.accounts.service import stamp_for
from collective.eloket.accounts.stamps import Stamp
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.browser.fields import FormFields
from collective.eloket.catalogue.browser.stronger import StrongerSignIn
from collective.eloket.catalogue.browser.ways import FormWays
from collective.eloket.catalogue.closing import term_end
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.catalogue.errors import NumberNeededError
from collective.eloket.catalogue.orders import submit
from collective.eloket.catalogue.orders import was_sent
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.clock import utcnow
from collective.eloket.errors import EloketError
from collective.eloket.http import csrf
from collective.eloket.http.dates import local_time
from collective.eloket.http.errors import ForeignRequestError
from collective.eloket.http.errors import tell_status
from collective.eloket.http.view import EloketView
from collective.eloket.mandates.errors import CapacityChangedError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.service import acting
from collective.eloket.mandates.service import CITIZEN
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


class FormPage(FormWays, StrongerSignIn, FormFields, EloketView):
    """GET shows the form, POST sends it; whatever goes wrong, every answer is kept."""

    template = ViewPageTemplateFile("templates/form.pt")
    refusal = ViewPageTemplateFile("templates/form_refused.pt")
    words = words
    answers_form = "aanvraag-formulier"
    #: Was the form made in a session that is over, so that it must be sent again?
    stale = False

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
        if self.locked or self.prefilled or self.draft:
            self.audited(
                subject=self.session.user_id,
                action="form.view",
                object=self.context.getId(),
            )
        return self.template()

    def find_draft(self) -> drafts.Draft | None:
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
        form = self.request.form
        if "sterker" in form:
            return self.step_up(form["sterker"])
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
        return self.redirect(f"{self.request['URL']}?stap={number}", status=303)

    def check_capacity(self) -> None:
        """Keep what was typed for another capacity with that one, and send nothing.

        :raises CapacityChangedError: the form was made for another one than of now.
        """
        stamp = self.find_stamp()
        made_as = CITIZEN if stamp is None else stamp.capacity
        if made_as != self.session.capacity:
            self.draft = None if stamp is None else self.keep(stamp)
            raise CapacityChangedError

    def stop(self):
        """Say that everything is kept; a file that is not right cannot be."""
        if self.file_problems and "bewaar" in self.request.form:
            return self.again(AnswersRefusedError(self.file_problems))
        if "weg" in self.request.form:
            self.forget_file(self.request.form["weg"])
        place = f"&stap={self.number}" if self.has_steps else ""
        return self.redirect(f"{self.request['URL']}?bewaard=1{place}", status=303)

    def forget_file(self, question: object) -> None:
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
        """Submit; when that is refused, show the form again with all answers."""
        try:
            case = submit(self.context, self.session, self.sent())
        except (AnswersRefusedError, AssuranceTooLowError) as error:
            return self.again(error)
        if self.draft is not None:
            drafts.discard_after_commit(self.session, self.context)
        return self.redirect(f"{case.url}/bevestiging", status=303)

    def again(self, error: EloketError) -> str:
        """Show the form with everything that was typed; nothing was sent."""
        transaction.doom()
        self.problems = getattr(error, "problems", {})
        if self.problems and self.has_steps:
            self.number = min(map(self.step_of, self.problems))
        tell_status(error, self.request)
        return self.template()

    def refuse(self, error: EloketError):
        """Refuse, but let no answers go for a session that is over."""
        if isinstance(error, ForeignRequestError):
            stamp = self.find_stamp()
            user = self.session.user_id
            if stamp is not None and user is None:
                return self.keep_and_sign_in(stamp)
            if stamp is not None and user == stamp.user_id:
                self.stale = True
                self.draft = self.keep(self.session)
                return self.again(error)
        return super().refuse(error)

    def find_stamp(self) -> Stamp | None:
        """Return whom the form was made for, if it is one of ours and from here."""
        form = self.request.form
        try:
            csrf.check_same_origin(self.request)
        except ForeignRequestError:
            return None
        return read_stamp(form.get("stempel"), form.get(csrf.FIELD), self.place)

    def keep_and_sign_in(self, stamp: Stamp):
        """Keep the answers for whom the form was made for, who must sign in first."""
        transaction.doom()
        if stamp.trusted:
            self.keep(stamp)
        else:
            handle = cookies.begin_aside(self.request)
            drafts.keep_for_stranger(handle, stamp, self.context, self.typed(None))
        return self.redirect(self.sign_in_url(), status=303)

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
        """The name of the child that it is for; empty for oneself."""
        return acting(self.session).subject_name

    @property
    def place(self) -> str:
        """What the stamp of this form is good for."""
        return f"form:{self.context.UID()}"

    @property
    def stamp(self) -> str:
        """Value of the hidden field ``stempel``."""
        return stamp_for(self.session, self.place)

    @property
    def page_title(self) -> Message | None:
        """Say in the window's title that answers are not right."""
        if not self.problems:
            return None
        return _(
            "title_error",
            default="Error: ${title}",
            mapping={"title": self.context.title},
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
        return words.day_of(due)
