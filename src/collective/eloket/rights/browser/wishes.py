"""*Gegevens wissen*: who wants to be erased, and the manager's decision."""

from collective.eloket import _
from collective.eloket.accounts.service import display_name
from collective.eloket.cases.lists import clerks_name
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
from collective.eloket.rights import erasure
from collective.eloket.rights.erasure import OpenedWish
from collective.eloket.rights.errors import HoldReasonError
from collective.eloket.rights.errors import RightsError
from collective.eloket.rights.permissions import MANAGE_RETENTION
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


PAGE = "taken-wissen"
#: Word in the form → what is done, and what is said then.
DECISIONS = {
    "ja": (
        erasure.erase,
        _("notice_erased", default="All data of this citizen are erased."),
    ),
    "nee": (
        erasure.refuse,
        _(
            "notice_not_erased",
            default="Nothing is erased. The citizen gets an e-mail.",
        ),
    ),
}


class WishesView(FormView):
    """The list, and one form: whom, why, yes or no."""

    permission = MANAGE_RETENTION
    for_staff = True
    for_clerks = True
    page_title: Message = _("heading_wishes", default="Erase data of citizens")
    template = ViewPageTemplateFile("templates/wishes.pt")
    error: EloketError | None = None

    def answer(self) -> str:
        """Show the list, or decide.

        :raises InvalidAnswerError: neither yes nor no.
        """
        if self.posted:
            try:
                said = self.decide()
            except RightsError as error:
                transaction.doom()
                self.failed = True
                self.error = error
                tell_status(error, self.request)
            else:
                self.message(said)
                return self.redirect(self.action_url, status=303)
        self.audited(subject=None, action="erasure.list")
        return self.template()

    def decide(self) -> Message:
        """Do what was sent; return what is said then.

        :raises InvalidAnswerError: neither yes nor no.
        """
        decision = self.sent("besluit")
        if decision not in DECISIONS:
            raise InvalidAnswerError
        act, said = DECISIONS[decision]
        act(api.user.get_current().getId(), self.sent("wie"), self.sent("reden"))
        return said

    @cached_property
    def waiting(self) -> list[OpenedWish]:
        """Who wants to be erased, the oldest first."""
        return list(erasure.every_wish())

    def name(self, wish: OpenedWish) -> str:
        """Return whom it is about."""
        return display_name(wish.person_id) or wish.person_id[-6:]

    def by(self, wish: OpenedWish) -> str | Message:
        """Return who asked."""
        if wish.is_own:
            return _("wished_by_citizen", default="the citizen")
        return clerks_name(wish.by)

    def day(self, wish: OpenedWish) -> str:
        """Return since when, in words."""
        return plain_day(local_time(wish.at).date(), self.request["LANGUAGE"])

    def sent(self, name: str) -> str:
        """Return what was sent by POST."""
        return typed(self.request.form, name).strip() if self.posted else ""

    @property
    def fields(self) -> list[Field]:
        """The fields of the form."""
        choices = tuple(Choice(one.person_id, self.name(one)) for one in self.waiting)
        words = None if self.error is None else message_for(self.error, self.request)
        about_reason = isinstance(self.error, HoldReasonError)
        return [
            Field(
                "wie",
                Control.CHOICE,
                _("label_whose_data", default="Whose data?"),
                value=self.sent("wie"),
                choices=choices,
                words=None if about_reason else words,
                required=True,
            ),
            Field(
                "reden",
                Control.LINES,
                _("label_reason", default="Reason"),
                value=self.sent("reden"),
                help=_(
                    "hint_reason_to_citizen",
                    default="Write so that the citizen understands it: it goes into "
                    "the e-mail.",
                ),
                words=words if about_reason else None,
                required=True,
            ),
        ]

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{PAGE}"
