"""Families that wait for a clerk, and parents who are shut out."""

from collective.eloket import _
from collective.eloket.accounts.service import display_name
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import deciding
from collective.eloket.mandates import store
from collective.eloket.mandates.errors import FamilyFieldError
from collective.eloket.mandates.errors import NotShutOutError
from collective.eloket.mandates.errors import OwnNumberError
from collective.eloket.mandates.household import own_number
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.permissions import VERIFY_FAMILIES
from collective.eloket.parameters.errors import ReasonTooShortError
from datetime import datetime
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


PAGE = "taken-gezin"
#: Word in the form → is it this citizen's child?
DECISIONS = {"ja": True, "nee": False}
#: Word in the form → what becomes of a parent, and what the page says.
ACTS = {
    "uit": (
        deciding.shut_out,
        _("action_shut_out", default="Shut this parent out"),
    ),
    "in": (deciding.let_in, _("action_let_in", default="Let this parent in again")),
}
#: Fields of the form for a pair, and which refusal is about which.
PARTS = {
    "kind": _("label_child_number", default="National register number of the child"),
    "ouder": _("label_parent_number", default="National register number of the parent"),
}
REASON = "reden"


class FamiliesView(FormView):
    """The list; one child with its parent; decisions by POST."""

    permission = VERIFY_FAMILIES
    for_staff = True
    for_clerks = True
    page_title: Message = _("heading_families", default="Families to look at")
    template = ViewPageTemplateFile("templates/families.pt")
    one = ViewPageTemplateFile("templates/family_one.pt")
    mandate: Mandate | None = None
    error: EloketError | None = None
    #: Name of the field that the refusal is about.
    wrong_field = ""

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
        """Show one child with its parent; the view is audited first."""
        self.mandate = deciding.get(self.request.form.get("taak"))
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

    def decide_pair(self) -> str:
        """Shut a parent out, or let one in again.

        :raises InvalidAnswerError: neither was chosen.
        """
        act = typed(self.request.form, "daad")
        if act not in ACTS:
            raise InvalidAnswerError
        try:
            ACTS[act][0](self.me, self.pair(), self.request.form.get(REASON))
        except ReasonTooShortError as error:
            self.note(error, REASON)
        except (OwnNumberError, NotShutOutError) as error:
            self.note(error, "ouder")
        except FamilyFieldError as error:
            self.note(InvalidNationalNumberError(), error.field)
        else:
            return self.done()
        return self.show_list()

    def pair(self) -> deciding.Pair:
        """Return the two numbers that were typed.

        :raises FamilyFieldError: one of them is none.
        """
        return deciding.Pair(*(self.number(name) for name in PARTS))

    def number(self, name: str) -> NationalNumber:
        """Return the number in a field.

        :raises FamilyFieldError: it is none.
        """
        try:
            return NationalNumber.parse(typed(self.request.form, name))
        except InvalidNationalNumberError:
            raise FamilyFieldError(name) from None

    def note(self, error: EloketError, field: str) -> None:
        """Remember what is not right; nothing is kept."""
        transaction.doom()
        self.failed = True
        self.error, self.wrong_field = error, field
        tell_status(error, self.request)

    def done(self) -> str:
        """Lead back to the list, and say that it is decided."""
        self.message(
            _(
                "notice_family_decided",
                default="This is decided. The parent gets an e-mail.",
            )
        )
        return self.redirect(self.action_url, status=303)

    @cached_property
    def waiting(self) -> list[Mandate]:
        """What waits, the oldest first."""
        return deciding.waiting()

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

    @property
    def pair_fields(self) -> list[Field]:
        """The fields of the form for a pair."""
        form = self.request.form
        is_pair = "daad" in form
        fields = [
            Field(
                name,
                Control.LINE,
                title,
                value=typed(form, name) if is_pair else "",
                words=self.words_for(name),
                required=True,
            )
            for name, title in PARTS.items()
        ]
        act = typed(form, "daad") if is_pair else "uit"
        choices = tuple(Choice(name, title) for name, (_do, title) in ACTS.items())
        what = Field(
            "daad",
            Control.CHOICE,
            _("label_what", default="What"),
            value=act,
            choices=choices,
            required=True,
        )
        return [*fields, what, self.reason_field]

    @property
    def reason_field(self) -> Field:
        """The field for a reason."""
        return Field(
            REASON,
            Control.LINES,
            _("label_reason", default="Reason"),
            value=typed(self.request.form, REASON) if self.failed else "",
            help=_(
                "hint_reason_to_citizen",
                default="Write so that the citizen understands it: it goes into the "
                "e-mail.",
            ),
            words=self.words_for(REASON),
            required=True,
        )

    def words_for(self, name: str) -> str | None:
        """Return what is not right with a field, or None."""
        if self.error is None or name != self.wrong_field:
            return None
        return message_for(self.error, self.request)

    @property
    def me(self) -> str:
        """User id of who looks."""
        return api.user.get_current().getId()

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{PAGE}"
