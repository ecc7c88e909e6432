"""*Probeer als burger*: an editor goes through the form; nothing is stored or sent."""

from collective.eloket.catalogue.browser.form import SHOWN_AGAIN
from collective.eloket.catalogue.browser.loose import LooseForm
from collective.eloket.catalogue.browser.triedso import TriedSo
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import NumberNeededError
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.service import lacks_number
from collective.eloket.catalogue.stranger_orders import way_of
from collective.eloket.http.fields import typed
from dataclasses import replace
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


#: Address and hidden field that show all questions of a page.
ALL = "alles"


class TrialPage(TriedSo, LooseForm):
    """The form with an example person: each page as a citizen's, and then forgotten.

    The transaction is doomed before anything else, so the database keeps nothing
    whatever happens; drafts, cases, mails and audit are never called. What was typed on
    other pages travels in the page itself, see TriedSo.
    """

    name = "probeer"
    is_trial = True
    for_staff = True
    done = ViewPageTemplateFile("templates/tried.pt")
    #: Did the editor just press *Keep and stop*?
    was_stopped = False

    def __call__(self):
        transaction.doom()
        return super().__call__()

    def respond(self):
        """Show a page of the form, or do what was clicked.

        :raises InvalidAnswerError: as no such example can one ask for it.
        :raises NumberNeededError: it is for accounts with a national number.
        """
        if lacks_number(self.context, self.session):
            raise NumberNeededError
        return super().respond()

    def show(self):
        """Show the page of which the address tells the number, with nothing typed."""
        return self.template()

    def receive(self):
        """Take what was typed along, and do what was clicked."""
        self.draft = self.keep(self.session)
        return self.move()

    def move(self):
        """Do what was clicked; from the last look one goes back without an address."""
        form = self.request.form
        if "naar" in form:
            wanted = str(typed(form, "naar"))[:3]
            number = int(wanted) if wanted.isdecimal() else 1
            return self.go_to(max(1, min(number, self.last)))
        if "terug" in form and self.is_review:
            return self.go_to(self.step_after(self.number, -1))
        return super().move()

    def go_to(self, number: int):
        """Show a step at once: what was typed is in this request only."""
        self.number = number
        return self.template()

    @property
    def shows_all(self) -> bool:
        """Are all questions of a page shown, whatever their rules say?"""
        return self.request.form.get(ALL) == "1"

    def asked(self) -> list[Question]:
        """See Steps."""
        if not self.shows_all:
            return super().asked()
        return [one for one in self.open_questions() if one.name in self.page_names]

    def asks(self, number: int) -> bool:
        """See Steps: all of them are walked through where all is shown."""
        return self.shows_all or super().asks(number)

    def rule_of(self, question: Question) -> str | None:
        """See Steps: none hides anything where all is shown."""
        return None if self.shows_all else super().rule_of(question)

    def hidden_fields(self) -> list[tuple[str, str]]:
        """See TriedSo: and whether all is shown."""
        return super().hidden_fields() + ([(ALL, "1")] if self.shows_all else [])

    @property
    def may_stop(self) -> bool:
        """See FormWays: as for the citizen who is tried."""
        return not self.is_stranger

    def stop(self):
        """Say what a citizen would be told, or remove a file; nothing is kept."""
        if "bewaar" in self.request.form and self.may_stop:
            if self.file_problems:
                return self.again(AnswersRefusedError(self.file_problems))
            self.was_stopped = self.draft is not None
        gone = typed(self.request.form, "weg")
        if gone and self.draft is not None:
            self.draft.files.pop(gone, None)
        return self.template()

    def send(self):
        """Check what was typed as a citizen's, and tell what would be sent."""
        try:
            self.check_told()
            self.check_order()
        except SHOWN_AGAIN as error:
            return self.again(error)
        return self.done()

    def check_order(self) -> None:
        """:raises AnswersRefusedError: it would not be taken from a citizen."""
        try:
            order_of(self.context, self.session, self.sent())
        except AnswersRefusedError as error:
            # the bytes of a file that came with another page are not here any more
            left = {
                name: words
                for name, words in error.problems.items()
                if name not in self.files_before
            }
            if left:
                raise AnswersRefusedError(left) from None

    def sent(self) -> Sent:
        """See FormPage."""
        if not self.is_stranger:
            return super().sent()
        return replace(super().sent(), channel=way_of(self.context, self.channel))

    def open_files(self) -> dict[str, Upload]:
        """Return the files that came with this very page."""
        return {
            name: upload
            for name, upload in self.uploads.items()
            if name not in self.locked
        }

    def answers(self) -> list[tuple[str, Message | str]]:
        """Return what would be sent, as (question, answer)."""
        known = [(one["title"], one["text"]) for one in self.known()]
        return known + [(one["question"].title, one["text"]) for one in self.review()]

    @property
    def level_too_low(self) -> bool:
        """The example person is signed in as surely as the form needs."""
        return False
