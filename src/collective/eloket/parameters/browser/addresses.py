"""Addresses that were replaced before and came back: a clerk decides."""

from collective.eloket import _
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import message_for
from collective.eloket.http.handed import text
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import service
from collective.eloket.parameters.address_tasks import AddressTask
from collective.eloket.parameters.browser.difference import DifferenceView
from collective.eloket.parameters.browser.staff import ADDRESSES
from collective.eloket.parameters.browser.staff import StaffView
from collective.eloket.parameters.errors import ReasonTooShortError
from collective.eloket.parameters.permissions import DECIDE_ADDRESSES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import transaction


#: Word in the form → does the address count again?
DECISIONS = {"ja": True, "nee": False}


class AddressesView(StaffView, DifferenceView):
    """The list; one task with old beside new; a decision by POST."""

    permission = DECIDE_ADDRESSES
    page_title = _("heading_addresses", default="Addresses to look at")
    template = ViewPageTemplateFile("templates/addresses.pt")
    one = ViewPageTemplateFile("templates/address.pt")
    task: AddressTask
    reason_error = ""
    failed = False

    def respond(self) -> str:
        """Show the list or one task, or decide.

        :raises AddressTaskUnknownError: there is no such task; it may be decided.
        """
        self.check_may()
        if self.posted:
            return self.decide()
        if "taak" in self.request.form:
            return self.show()
        self.audited(subject=None, action="addresses.list")
        return self.template()

    def show(self) -> str:
        """Show one task; the view is audited first."""
        self.task = address_tasks.get(text(self.request.form, "taak"))
        self.reading = self.task.reading
        self.audited(
            subject=self.task.person_id,
            action="address.view",
            object=self.reading.proof.id,
        )
        return self.one()

    def decide(self) -> str:
        """Let the address count again, or not; ask for a reason that is missing.

        :raises InvalidAnswerError: neither was chosen.
        """
        form = self.request.form
        task_id, decision = text(form, "taak"), text(form, "besluit")
        if decision not in DECISIONS:
            raise InvalidAnswerError
        try:
            address_tasks.decide(
                self.me, task_id, DECISIONS[decision], text(form, "reden")
            )
        except ReasonTooShortError as error:
            transaction.doom()
            self.failed = True
            self.reason_error = message_for(error, self.request)
            self.request.response.setStatus(400)
            return self.show()
        self.message(
            _(
                "notice_address_decided",
                default="This is decided. The citizen gets an e-mail.",
            )
        )
        return self.redirect(self.action_url, status=303)

    @cached_property
    def waiting(self) -> list[AddressTask]:
        """The tasks of the list."""
        return list(address_tasks.waiting())

    def name(self, task: AddressTask) -> str:
        """Return whose address it is, as the card says."""
        values = task.reading.values
        return f"{values['given_names']} {values['family_name']}"

    @cached_property
    def rows(self) -> list:
        """The lines of the table."""
        # who decides whether an address counts sees both
        return self.compared(service.known(self.task.person_id, AssuranceLevel.HIGH))

    @property
    def reason(self) -> str:
        """What was typed."""
        return text(self.request.form, "reden")

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{ADDRESSES}"
