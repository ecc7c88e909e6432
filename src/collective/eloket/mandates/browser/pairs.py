"""The form by which a clerk shuts a parent out, or lets one in again."""

from collections.abc import Callable
from collective.eloket import _
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
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
from collective.eloket.mandates.errors import FamilyFieldError
from collective.eloket.mandates.errors import NotShutOutError
from collective.eloket.mandates.errors import OwnNumberError
from collective.eloket.parameters.errors import ReasonTooShortError
from plone import api

import transaction


PAGE = "taken-gezin"
OUT = "uit"
#: Word in the form → what becomes of a parent, and what the page says.
ACTS = {
    OUT: (
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


class PairForm(FormView):
    """Two numbers, what becomes of the parent, and why; the subclass shows them."""

    #: Shows the list with the form; the view is audited first.
    show_list: Callable[[], str]

    error: EloketError | None = None
    #: Name of the field that the refusal is about.
    wrong_field = ""

    def decide_pair(self) -> str:
        """Shut a parent out, or let one in again.

        :raises InvalidAnswerError: neither was chosen.
        """
        act = typed(self.request.form, "daad")
        if act not in ACTS:
            raise InvalidAnswerError
        try:
            found = ACTS[act][0](self.me, self.pair(), self.request.form.get(REASON))
        except ReasonTooShortError as error:
            self.note(error, REASON)
        except (OwnNumberError, NotShutOutError) as error:
            self.note(error, "ouder")
        except FamilyFieldError as error:
            self.note(InvalidNationalNumberError(), error.field)
        else:
            return self.done(nothing_found=act == OUT and not found)
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

    def done(self, nothing_found: bool = False) -> str:
        """Lead back to the list, and say that it is decided.

        ``nothing_found``: a parent was shut out who had not registered the child.
        """
        self.message(
            _(
                "notice_family_decided",
                default="This is decided. The parent gets an e-mail.",
            )
        )
        if nothing_found:
            self.message(
                _(
                    "notice_shut_out_nothing",
                    default="This parent had not registered the child by these "
                    "numbers. Does one of them have another number too? Shut the "
                    "parent out by that one as well.",
                )
            )
        return self.redirect(self.action_url, status=303)

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
