"""*Voor wie wilt u iets doen?*: after signing in, and from the bar at any time."""

from collective.eloket import _
from collective.eloket.accounts import capacity
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.service import own_name
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.view import EloketView
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.mandates import service
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.model import CITIZEN
from collective.eloket.mandates.model import Mandate
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ChoiceView(EloketView):
    """Shows for whom one may act; a POST chooses."""

    template = ViewPageTemplateFile("templates/choice.pt")
    page_title = _("heading_capacity", default="For whom do you want to do something?")
    silent = False

    def respond(self) -> str:
        """Show the choice, or make it; who has none goes on at once.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        """
        session = self.require_citizen()
        if self.posted:
            return self.choose()
        if not self.mandates and not self.silent and session.capacity == CITIZEN:
            return self.redirect(self.goal)
        self.audited(subject=session.user_id, action="mandates.list")
        return self.template()

    def choose(self) -> str:
        """Let the session act as what was chosen.

        :raises InvalidAnswerError: nothing was.
        :raises OnBehalfRefusedError: it may not act so.
        """
        wanted = self.request.form.get("hoedanigheid")
        if not isinstance(wanted, str):
            raise InvalidAnswerError
        capacity.choose(self.request, self.session, wanted)
        if wanted != CITIZEN:
            # without a name: notices travel in a cookie
            self.message(
                _(
                    "notice_acting_for",
                    default="You act for your child now. Your own drafts wait for when "
                    "you switch.",
                )
            )
        return self.redirect(self.goal, status=303)

    @cached_property
    def mandates(self) -> list[Mandate]:
        """By which one may act now; none while the register cannot tell."""
        try:
            return service.live_mandates(self.session.user_id, self.session.level)
        except HouseholdSilentError:
            self.silent = True
            return []

    def choices(self) -> list[dict]:
        """Return the children, each with how old."""
        today = belgian_day(utcnow())
        return [
            {
                "value": mandate.capacity,
                "name": mandate.child.name,
                "age": str(mandate.child.age(today)),
                "checked": mandate.capacity == self.chosen,
            }
            for mandate in self.mandates
        ]

    @property
    def chosen(self) -> str:
        """As what one acts now; oneself when that is over."""
        live = {mandate.capacity for mandate in self.mandates}
        now = self.session.capacity
        return now if now in live else CITIZEN

    @property
    def name(self) -> str:
        """Who is signed in, as far as this session may see it."""
        return own_name(self.session)

    @property
    def came_from(self) -> str:
        """Where one was going: a path of this site; empty when nobody said."""
        return local_path(self.site_url, self.request.form.get("came_from")) or ""

    @property
    def goal(self) -> str:
        """Address to go to then."""
        return f"{self.site_url}{self.came_from}" if self.came_from else self.desk_url

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{capacity.PAGE}"

    @property
    def family_url(self) -> str:
        """Address of the tab *Gezinsprofiel*."""
        return f"{self.desk_url}/mijn-profiel-gezin"
