"""The two forms of *Bewaren*: hold something, or let it go again."""

from collective.eloket import _
from collective.eloket.accounts.service import display_name
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.rights import holds
from collective.eloket.rights.errors import HoldCaseUnknownError
from collective.eloket.rights.errors import HoldKnownError
from collective.eloket.rights.errors import HoldUnknownError
from functools import cached_property
from plone import api

import transaction


PAGE = "taken-bewaren"
HOLD, LIFT = "bewaren", "loslaten"
#: Form → name of its field for a reason.
REASONS = {HOLD: "reden", LIFT: "reden_loslaten"}
#: Word in the form → what is held.
WHAT = {
    "aanvraag": (holds.hold_case, _("hold_this_request", default="This request")),
    "burger": (
        holds.hold_applicant,
        _("hold_this_citizen", default="Everything of who asked for it"),
    ),
}
#: Field that a refusal is about; a missing reason is about that of its form.
ABOUT = {
    HoldCaseUnknownError: "referentie",
    HoldKnownError: "referentie",
    HoldUnknownError: "bewaring",
}


class HoldForms(FormView):
    """What was typed, what is wrong with it, and what it does."""

    error: EloketError | None = None

    def act(self) -> None:
        """Do what was sent.

        :raises InvalidAnswerError: it is nothing that one can do here.
        """
        me, what, act = self.me, self.sent("wat"), self.sent("daad")
        if act == HOLD and what in WHAT:
            WHAT[what][0](me, self.sent("referentie"), self.sent(REASONS[HOLD]))
            self.message(_("notice_held", default="This is kept until you let it go."))
        elif act == LIFT:
            holds.lift(me, self.sent("bewaring"), self.sent(REASONS[LIFT]))
            self.message(_("notice_let_go", default="The usual days count again."))
        else:
            raise InvalidAnswerError

    def note(self, error: EloketError) -> None:
        """Remember what is not right; nothing is kept."""
        transaction.doom()
        self.failed = True
        self.error = error
        tell_status(error, self.request)

    def sent(self, name: str) -> str:
        """Return what was sent by POST."""
        return typed(self.request.form, name).strip() if self.posted else ""

    @cached_property
    def held(self) -> list[holds.OpenedHold]:
        """What must not be erased, the oldest first."""
        return list(holds.every_hold())

    def what(self, hold: holds.OpenedHold) -> str:
        """Return what a hold is about: a reference, or somebody's name."""
        return hold.reference or display_name(hold.person_id)

    @property
    def hold_fields(self) -> list[Field]:
        """The fields of the form that holds something."""
        choices = tuple(Choice(name, title) for name, (_act, title) in WHAT.items())
        return [
            Field(
                "referentie",
                Control.LINE,
                _("label_reference", default="Reference"),
                value=self.sent("referentie"),
                words=self.words_for("referentie"),
                required=True,
            ),
            Field(
                "wat",
                Control.CHOICE,
                _("label_hold_what", default="What must be kept"),
                value=self.sent("wat") or "aanvraag",
                choices=choices,
                required=True,
            ),
            self.reason_field(HOLD),
        ]

    @property
    def lift_fields(self) -> list[Field]:
        """The fields of the form that lets go."""
        return [
            Field(
                "bewaring",
                Control.CHOICE,
                _("label_lift_what", default="What need not be kept any more"),
                value=self.sent("bewaring"),
                choices=tuple(Choice(one.key, self.what(one)) for one in self.held),
                words=self.words_for("bewaring"),
                required=True,
            ),
            self.reason_field(LIFT),
        ]

    def reason_field(self, act: str) -> Field:
        """Return the field for a reason of one of the forms."""
        name = REASONS[act]
        return Field(
            name,
            Control.LINES,
            _("label_reason", default="Reason"),
            value=self.sent(name),
            words=self.words_for(name),
            required=True,
        )

    def words_for(self, name: str) -> str | None:
        """Return what is not right with a field, or None."""
        if self.error is None:
            return None
        about = ABOUT.get(type(self.error)) or REASONS[self.sent("daad")]
        return message_for(self.error, self.request) if about == name else None

    @property
    def me(self) -> str:
        """User id of who decides."""
        return api.user.get_current().getId()

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{PAGE}"
