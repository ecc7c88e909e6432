"""What colleagues do with the case that a clerk looks at."""

from collections.abc import Sequence
from collective.eloket import _
from collective.eloket.cases.browser.deciding import DECISIONS
from collective.eloket.cases.browser.deciding import PROPOSED
from collective.eloket.cases.browser.talkpage import TalkPage
from collective.eloket.cases.foureyes import Proposal
from collective.eloket.cases.foureyes import proposal_of
from collective.eloket.cases.foureyes import VERDICTS
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.timeline import past_steps
from collective.eloket.http.dates import clock_time
from datetime import datetime
from functools import cached_property
from plone import api
from zope.i18nmessageid import Message


LOOKS_TOO = _(
    "note_looks_too", default="${name} looks at this request too, since ${time}."
)
HAS_IT = _("note_has_it", default="${name} handles this request.")


class ColleaguesPage(TalkPage):
    """Who else looks, who has it, what was proposed, who did something last."""

    #: Other clerks who look at it now, and since when.
    lookers: Sequence[tuple[str, datetime]] = ()

    @property
    def me(self) -> str:
        """The user id of the clerk."""
        return api.user.get_current().getId()

    def others(self) -> list[Message]:
        """Return who else is at it: who looks now, and who has it while it is open."""
        found = [
            Message(
                LOOKS_TOO,
                mapping={"name": clerks_name(user), "time": clock_time(since)},
            )
            for user, since in self.lookers
        ]
        is_open = self.case.state in OPEN_STATES
        if is_open and self.case.assignee not in ("", self.me):
            found.append(Message(HAS_IT, mapping={"name": self.assignee}))
        return found

    @property
    def step(self) -> str:
        """The step that the page asks to confirm; empty: the choice of steps."""
        step = self.request.form.get("stap")
        return step if step in DECISIONS else ""

    @cached_property
    def proposal(self) -> Proposal | None:
        """What a first clerk proposed, or None."""
        return proposal_of(self.case)

    @property
    def is_own_proposal(self) -> bool:
        """Did this clerk propose it?"""
        return self.proposal is not None and self.proposal.by == self.me

    @property
    def proposer(self) -> str:
        """The name of who proposed."""
        return clerks_name(self.proposal.by)

    @property
    def proposed(self) -> Message:
        """What was proposed, in words."""
        return PROPOSED[self.proposal.verdict]

    @property
    def proposes(self) -> bool:
        """Does the chosen step only propose? A second clerk decides the same."""
        if not self.case.four_eyes or self.step not in VERDICTS:
            return False
        agrees = self.proposal is not None and self.proposal.verdict == self.step
        return not agrees or self.is_own_proposal

    @property
    def changed_by(self) -> Message | str:
        """Who made the last step, or wrote after it, as a clerk calls them."""
        actor, _at = self.last_change
        if actor == self.case.applicant:
            return _("word_the_applicant", default="The applicant")
        return clerks_name(actor)

    @property
    def changed_at(self) -> str:
        """When that was: the hour."""
        _actor, at = self.last_change
        return clock_time(at)

    @cached_property
    def last_change(self) -> tuple[str, datetime]:
        """Who did something last that matters for a decision, and when."""
        step = past_steps(self.case)[-1]
        said = [one for one in self.case._messages if one.kind == Kind.CITIZEN]
        if said and said[-1].at > step.at:
            return self.case.applicant, said[-1].at
        return step.actor, step.at

    @property
    def assignee(self) -> str:
        """The name of the clerk who took it; empty: nobody did."""
        return clerks_name(self.case.assignee)
