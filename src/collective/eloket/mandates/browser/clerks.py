"""Families that wait for a clerk, and parents who are shut out."""

from collective.eloket import _
from collective.eloket.accounts.service import display_name
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.fields import typed
from collective.eloket.mandates import deciding
from collective.eloket.mandates import store
from collective.eloket.mandates.browser.pairs import PairForm
from collective.eloket.mandates.browser.pairs import REASON
from collective.eloket.mandates.household import own_number
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.permissions import VERIFY_FAMILIES
from collective.eloket.parameters.errors import ReasonTooShortError
from datetime import datetime
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: Word in the form → is it this citizen's child?
DECISIONS = {"ja": True, "nee": False}


class FamiliesView(PairForm):
    """The list; one child with its parent; decisions by POST."""

    permission = VERIFY_FAMILIES
    for_staff = True
    for_clerks = True
    page_title: Message = _("heading_families", default="Families to look at")
    template = ViewPageTemplateFile("templates/families.pt")
    one = ViewPageTemplateFile("templates/family_one.pt")
    mandate: Mandate | None = None

    def answer(self) -> str:
        """Show the list or one child, or decide.

        :raises FamilyUnknownError: there is no such child; it may be decided.
        """
        form = self.request.form
        if self.posted:
            return self.decide_pair() if "daad" in form else self.decide()
        if "taak" in form:
            return self.show()
        return self.show_list()

    def show_list(self) -> str:
        """Show the list; the view is audited first."""
        self.audited(subject=None, action="families.list")
        return self.template()

    def show(self) -> str:
        """Show one child with its parent; the view is audited first.

        :raises OwnFamilyError: it is the clerk's own family.
        """
        self.mandate = deciding.get(self.request.form.get("taak"), self.me)
        holder = self.mandate.holder
        self.audited(subject=holder, action="family.view", object=self.mandate.id)
        return self.one()

    def decide(self) -> str:
        """Verify a child or refuse it; ask for a reason that is missing.

        :raises InvalidAnswerError: neither was chosen.
        """
        form = self.request.form
        decision = typed(form, "besluit")
        if decision not in DECISIONS:
            raise InvalidAnswerError
        accept = DECISIONS[decision]
        try:
            deciding.decide(self.me, form.get("taak"), accept, form.get(REASON))
        except ReasonTooShortError as error:
            self.note(error, REASON)
            return self.show()
        return self.done()

    @cached_property
    def waiting(self) -> list[Mandate]:
        """What waits, the oldest first."""
        return deciding.waiting(self.me)

    def key(self, mandate: Mandate) -> str:
        """Return what names a child in an address: ids only."""
        return store.key_of(mandate.holder, mandate.id)

    def parent(self, mandate: Mandate) -> str:
        """Return the name of the parent."""
        return display_name(mandate.holder)

    def parent_number(self, mandate: Mandate) -> str:
        """Return the digits of the parent's number, to look up in the register."""
        number = own_number(mandate.holder)
        return "" if number is None else number.digits

    def day(self, moment: datetime) -> str:
        """Return a day in words."""
        return plain_day(local_time(moment).date(), self.request["LANGUAGE"])

    def born(self, mandate: Mandate) -> str:
        """Return the child's birth date in words."""
        return plain_day(mandate.child.birth_date, self.request["LANGUAGE"])
