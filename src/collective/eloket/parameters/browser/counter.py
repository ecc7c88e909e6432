"""A clerk reads a citizen's card at the counter."""

from collective.eloket import _
from collective.eloket.http.card_refused import RefusedCard
from collective.eloket.http.handed import handed_in
from collective.eloket.http.handed import text
from collective.eloket.http.session import binding
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.parameters import cards
from collective.eloket.parameters import counter
from collective.eloket.parameters import service
from collective.eloket.parameters.browser.difference import DifferenceView
from collective.eloket.parameters.browser.staff import COUNTER
from collective.eloket.parameters.browser.staff import StaffView
from collective.eloket.parameters.browser.staff import TASKS
from collective.eloket.parameters.browser.steps import StepsView
from collective.eloket.parameters.counter import Found
from collective.eloket.parameters.permissions import READ_CARDS
from collective.eloket.parameters.read_store import Reader
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class CounterView(RefusedCard, StaffView, StepsView, DifferenceView):
    """All steps; which one was done is said by the form's ``stap``."""

    permission = READ_CARDS
    page_title = _("heading_counter", default="Read a card at the counter")
    consent = ViewPageTemplateFile("templates/counter.pt")
    steps = ViewPageTemplateFile("templates/counter_steps.pt")
    difference = ViewPageTemplateFile("templates/counter_difference.pt")
    page = stop_page = COUNTER
    back_page = other_page = TASKS
    found: Found

    def respond(self) -> str:
        """Show the step that the clerk is at.

        :raises CardError: the card is refused; nothing is kept of it.
        :raises InvalidAnswerError: there is no such step.
        """
        self.check_may()
        if not self.posted:
            return self.consent()
        self.read_id = text(self.request.form, "lezing")
        return self.do_step()

    def start(self) -> str:
        """Begin, once the citizen agrees."""
        if not self.agreed():
            return self.consent()
        cards.origin()
        self.begun = counter.begin(self.reader)
        return self.steps()

    def hand_in(self) -> str:
        """Check what was read, find whose it is, and show old beside new."""
        form = self.request.form
        presence = {"webeid": handed_in(form, "webeid")}
        content = handed_in(form, "content")
        limits.spend(cards.TOKENS, self.request)
        self.found = counter.hand_in(self.reader, self.read_id, content, presence)
        self.reading = self.found.reading
        self.audited(
            subject=self.found.person_id,
            action="parameters.view",
            object=self.reading.proof.id,
        )
        return self.difference()

    def confirm(self) -> str:
        """Write what the card said."""
        counter.confirm(self.reader, self.read_id)
        self.message(
            _(
                "notice_counter_done",
                default="The data of this card are written. The citizen gets an"
                " e-mail.",
            )
        )
        return self.redirect(self.action_url, status=303)

    def stop(self) -> str:
        """Let go of what was read."""
        counter.forget(self.reader, self.read_id)
        return self.redirect(self.action_url, status=303)

    @cached_property
    def reader(self) -> Reader:
        """Who reads, in this session of theirs."""
        return counter.reader(self.me, binding(self.request))

    @cached_property
    def rows(self) -> list:
        """The lines of the table."""
        # the card's number is the account's, so its holder may see all of it
        return self.compared(service.known(self.found.person_id, AssuranceLevel.HIGH))
