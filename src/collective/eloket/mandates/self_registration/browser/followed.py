"""*Volg uw aanvraag*: what became of a request for a right; one may take it back."""

from collective.eloket.errors import EloketError
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.mandates.enterprises.service import get_organisation
from collective.eloket.mandates.self_registration import service
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.subscribers import right_in_words
from collective.eloket.mandates.self_registration.words import STATES
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: State → its drawing, and the look of its tag.
LOOKS: dict[State, tuple[str, str]] = {
    State.OPEN: ("in_treatment", ""),
    State.APPROVED: ("tick", "el-tag--ok"),
    State.REFUSED: ("refused", "el-tag--bad"),
    State.WITHDRAWN: ("dash", "el-tag--off"),
    State.EXPIRED: ("dash", "el-tag--off"),
}


class Followed:
    """Mixed into the page: one request of who is signed in."""

    follow_template = ViewPageTemplateFile("templates/followed.pt")
    asked: AccessRequest

    def follow(self, id: str) -> str:
        """Show a request, or take it back.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        :raises RequestUnknownError: it is not theirs.
        """
        session = self.require_citizen()
        self.asked = service.own_request(session, id)
        if self.posted:
            service.withdraw(session, id)
            return self.redirect(f"{self.own_url}/volg/{id}", status=303)
        self.audited(
            subject=session.user_id, action="access_request.view", object=self.asked.id
        )
        return self.follow_template()

    @property
    def was_sent(self) -> bool:
        """Did it just go?"""
        return "verstuurd" in self.request.form and self.is_waiting

    @property
    def is_waiting(self) -> bool:
        """Has nobody decided yet?"""
        return self.asked.state == State.OPEN

    @property
    def look(self) -> tuple[Message, str, str]:
        """How its state is said, its drawing, and the look of its tag."""
        return STATES[self.asked.state], *LOOKS[self.asked.state]

    @property
    def asked_right(self) -> str:
        """What was asked for, in the reader's language."""
        return right_in_words(self.asked, self.request["LANGUAGE"])

    @property
    def asked_on(self) -> str:
        """On which day it was sent."""
        return plain_day(local_time(self.asked.at).date(), self.request["LANGUAGE"])

    @property
    def decided_until(self) -> str:
        """The last day on which a manager may decide, in words."""
        return plain_day(service.last_day(self.asked), self.request["LANGUAGE"])

    @property
    def is_expired(self) -> bool:
        """Did nobody decide in time?"""
        return self.asked.state == State.EXPIRED

    @property
    def is_given(self) -> bool:
        """Did a manager give it?"""
        return self.asked.state == State.APPROVED

    @property
    def asked_where(self) -> str:
        """Name and number of the organisation; without a name where nobody knows it."""
        number = self.asked.wanted.organisation
        try:
            name = get_organisation(number).name
        except EloketError:
            return number.shown
        return f"{name}, {number.shown}"

    @property
    def told_reason(self) -> str:
        """Why it was decided so, where the manager lets it go along."""
        decision = self.asked.decision
        return decision.reason if decision is not None and decision.along else ""
