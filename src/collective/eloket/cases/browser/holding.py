"""What is open to a clerk: who handles the case, and what can be decided now."""

from collective.eloket import _
from collective.eloket.accounts.closing import is_closed
from collective.eloket.cases import foureyes
from collective.eloket.cases.assigning import assign
from collective.eloket.cases.assigning import clerks_of
from collective.eloket.cases.assigning import release
from collective.eloket.cases.browser.colleagues import ColleaguesPage
from collective.eloket.cases.browser.deciding import OPEN_DECISIONS
from collective.eloket.cases.errors import NumberUnknownError
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.model import ASK
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import CLOSE
from collective.eloket.cases.model import GO_ON
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import RUNNING_STATES
from collective.eloket.catalogue.strangers import is_stranger
from collective.eloket.http.errors import message_for
from zope.i18nmessageid import Message


#: What the form sends as its step.
RELEASE, GIVE = "laat-los", "geef"

RELEASED = _("notice_released", default="You let it go. Nobody handles it now.")
GIVEN = _("notice_given", default="${name} handles it from now on.")


class HoldingPage(ColleaguesPage):
    """The part of a clerk's page about who handles the case, and what is open."""

    @property
    def open_steps(self) -> tuple[str, ...]:
        """The decisions that can be made in this state.

        Where two decide, none of them closes a request without a decision; who did not
        sign in, or has died, cannot be asked anything.
        """
        may_stop = self.is_asked or self.is_applicant_closed
        shut = set() if may_stop and not self.case.four_eyes else {CLOSE}
        if self.is_strangers or self.is_applicant_closed:
            shut.add(ASK)
        if not self.case.is_halted:
            shut.add(GO_ON)
        steps = OPEN_DECISIONS.get(self.case.state, ())
        return tuple(step for step in steps if step not in shut)

    @property
    def may_decide(self) -> bool:
        """Can a decision be made in this state?"""
        return bool(self.open_steps)

    @property
    def number_unknown(self) -> str | None:
        """Why this clerk's decision would be refused here; None: it would not.

        Two decide, and nobody knows by a number who this one is.
        """
        if not self.case.four_eyes or foureyes.is_known(self.me):
            return None
        return message_for(NumberUnknownError(), self.request)

    @property
    def is_asked(self) -> bool:
        """Do we wait for the applicant?"""
        return self.case.state == ASKED

    @property
    def is_applicant_closed(self) -> bool:
        """Is who asked said to have died?"""
        return is_closed(self.case.applicant)

    @property
    def is_strangers(self) -> bool:
        """Did nobody sign in to ask? Then nobody can be asked or told here."""
        return is_stranger(self.case.applicant)

    @property
    def may_take(self) -> bool:
        """Can this clerk take it?"""
        return self.case.state in RUNNING_STATES and self.case.assignee != self.me

    @property
    def may_release(self) -> bool:
        """Does anybody handle it who can let it go?"""
        return bool(self.case.assignee) and self.may_give

    @property
    def may_give(self) -> bool:
        """Is it still to be handled?"""
        return self.case.state in OPEN_STATES

    @property
    def asks_colleague(self) -> bool:
        """Does the page ask to whom to give it?"""
        return self.request.form.get("stap") == GIVE and self.may_give

    def others_here(self) -> list[tuple[str, str]]:
        """Return id and name of who could handle it too."""
        found = clerks_of([self.case.clerk_group], self.context)
        return [one for one in found if one[0] != self.case.assignee]

    @property
    def act_on_hold(self) -> str:
        """What the form changes of who handles it; empty: nothing."""
        step = self.request.form.get("stap")
        return step if step in (RELEASE, GIVE) else ""

    def change_hold(self) -> None:
        """Let it go, or give it to the colleague that was chosen.

        :raises EloketError: a subclass per cause; see ``assigning``.
        """
        if self.act_on_hold == RELEASE:
            release(self.case)
            return
        chosen = self.request.form.get("aan")
        assign(self.case, chosen if isinstance(chosen, str) else "")

    @property
    def hold_words(self) -> Message:
        """What is said when it was done."""
        if self.act_on_hold == RELEASE:
            return RELEASED
        return Message(GIVEN, mapping={"name": clerks_name(self.case.assignee)})
