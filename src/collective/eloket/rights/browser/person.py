"""*Bewaren, uitvoeren, wissen*: what a manager does with the data of one citizen."""

from collective.eloket import _
from collective.eloket.accounts.chosen import Chosen
from collective.eloket.accounts.chosen import read_choice
from collective.eloket.accounts.closing import is_closed
from collective.eloket.accounts.errors import AccountClosedError
from collective.eloket.accounts.errors import AccountUnknownError
from collective.eloket.accounts.search_model import PURPOSES
from collective.eloket.accounts.service import display_name
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.mandates import service as mandates
from collective.eloket.rights import deceased
from collective.eloket.rights import erasure
from collective.eloket.rights import holds
from collective.eloket.rights.browser.download import send_takeout
from collective.eloket.rights.errors import RightsError
from collective.eloket.rights.permissions import MANAGE_RETENTION
from collective.eloket.rights.takeout import officers_takeout
from collective.eloket.rights.takeout import Streamed
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


PAGE = "burgers-dossier"
REASON = "reden"
EXPORT, HOLD, ERASE = "uitvoeren", "bewaren", "wissen"
CLOSE, REOPEN = "overleden", "heropen"
#: Refusals that are told beside the reason.
REFUSALS = (RightsError, AccountClosedError, AccountUnknownError)


class PersonView(FormView):
    """Comes from *Burgers* by POST, with whom and why sealed in the form."""

    permission = MANAGE_RETENTION
    for_staff = True
    for_clerks = True
    page_title: Message = _("heading_person", default="Data of a citizen")
    template = ViewPageTemplateFile("templates/person.pt")
    error: EloketError | None = None
    chosen: Chosen

    def answer(self) -> str | Streamed:
        """Show what can be done, or do it; who comes without a choice searches first.

        :raises ChoiceOverError: the page lay open too long.
        :raises OwnFamilyError: it is the reader's own, or of their family.
        :raises InvalidAnswerError: nothing that one can do here.
        """
        if not self.posted:
            return self.redirect(f"{self.desk_url}/burgers")
        self.chosen = read_choice(self.me, self.request.form.get("wie"))
        person_id = self.chosen.person_id
        mandates.check_not_family(self.me, person_id, person_id)
        act = typed(self.request.form, "daad")
        if act == EXPORT:
            return send_takeout(self.request, self.takeout())
        if not act:
            return self.show()
        return self.do(act)

    def show(self) -> str:
        """Show what can be done; the view is audited first."""
        self.audited(
            subject=self.chosen.person_id,
            action="person.view",
            purpose=self.chosen.purpose,
        )
        return self.template()

    def takeout(self) -> Streamed:
        """Return everything about the citizen."""
        chosen = self.chosen
        return officers_takeout(
            self.me, chosen.person_id, chosen.purpose, self.session.means
        )

    def do(self, act: str) -> str:
        """Do what was sent, with a reason.

        :raises InvalidAnswerError: nothing that one can do here.
        """
        if act not in self.acts:
            raise InvalidAnswerError
        do, done = self.acts[act]
        try:
            do(self.me, self.chosen.person_id, self.reason)
        except REFUSALS as error:
            transaction.doom()
            self.failed = True
            self.error = error
            tell_status(error, self.request)
            return self.show()
        self.message(done)
        return self.redirect(f"{self.desk_url}/burgers", status=303)

    @property
    def acts(self) -> dict:
        """Word in the form → what it does, and what is said then."""
        return {
            HOLD: (
                holds.hold_person,
                _("notice_held", default="This is kept until you let it go."),
            ),
            ERASE: (
                erasure.ask_with_reason,
                _("notice_erasure_asked", default="It is asked. A manager decides."),
            ),
            CLOSE: (
                deceased.close,
                _("notice_closed", default="Nobody signs in to this account any more."),
            ),
            REOPEN: (
                deceased.reopen,
                _("notice_reopened", default="The account is open again."),
            ),
        }

    @property
    def reason(self) -> str:
        """What was typed."""
        return typed(self.request.form, REASON)

    @property
    def fields(self) -> list[Field]:
        """The field for a reason, which every act but the export needs."""
        words = None if self.error is None else message_for(self.error, self.request)
        title = _("label_reason", default="Reason")
        return [
            Field(
                REASON,
                Control.LINES,
                title,
                value=self.reason,
                words=words,
                required=True,
            )
        ]

    @property
    def name(self) -> str:
        """The name of the citizen; maybe empty."""
        return display_name(self.chosen.person_id)

    @property
    def purpose(self) -> Message:
        """Why the reader looks."""
        return PURPOSES[self.chosen.purpose]

    @property
    def is_held(self) -> bool:
        """Is everything of the citizen held already, or one of the requests?"""
        return holds.is_person_held(self.chosen.person_id)

    @property
    def is_closed(self) -> bool:
        """Is the citizen said to have died?"""
        return is_closed(self.chosen.person_id)

    @property
    def who(self) -> str:
        """What the forms carry."""
        return typed(self.request.form, "wie")

    @property
    def me(self) -> str:
        """User id of who looks."""
        return api.user.get_current().getId()

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{PAGE}"
