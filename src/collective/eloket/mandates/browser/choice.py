"""*Voor wie wilt u iets doen?*: after signing in, and from the bar at any time."""

from collective.eloket import _
from collective.eloket.accounts import capacity
from collective.eloket.accounts.interfaces import IStatingProviders
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.service import own_name
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import plain_day
from collective.eloket.http.view import EloketView
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates import service
from collective.eloket.mandates.enterprises.choosing import Choice
from collective.eloket.mandates.enterprises.choosing import choices
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.model import capacity_of
from collective.eloket.mandates.model import CHILD
from collective.eloket.mandates.model import CITIZEN
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OF_ORGANISATION
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import getUtility
from zope.i18nmessageid import Message


FOR_CHILD = _(
    "notice_acting_for",
    default="You act for your child now. Your own drafts wait for when you switch.",
)
FOR_ORGANISATION = _(
    "notice_acting_for_organisation",
    default="You act for an organisation now. Your own drafts wait for when you "
    "switch.",
)
#: By what one may act for an organisation.
BY_LAW = _("capacity_by_law", default="you are its legal representative")
BY_PROVIDER = _(
    "capacity_by_provider", default="you chose this organisation when you signed in"
)
BY_RIGHT = _("capacity_by_right", default="you have a right there")


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
        nobody_else = not self.mandates and not self.organisations
        if nobody_else and not self.silent and session.capacity == CITIZEN:
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
        # without a name: notices travel in a cookie
        if wanted.startswith(f"{CHILD}:"):
            self.message(FOR_CHILD)
        elif wanted != CITIZEN:
            self.message(FOR_ORGANISATION)
        return self.redirect(self.goal, status=303)

    @cached_property
    def mandates(self) -> list[Mandate]:
        """By which one may act now; none while the register cannot tell."""
        try:
            return service.live_children(self.session)
        except HouseholdSilentError:
            self.silent = True
            return []

    @cached_property
    def organisations(self) -> list[Choice]:
        """For which organisations one may act now; none while nobody can tell."""
        if self.session.level < LEAST_LEVEL:
            return []
        try:
            return choices(self.session)
        except EnterpriseRegisterSilentError:
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

    def organisation_choices(self) -> list[dict]:
        """Return the organisations, each with its number and by what one may act."""
        return [
            {
                "value": capacity,
                "name": choice.organisation.name,
                "number": shown_number(choice.organisation.number),
                "by": by_what(choice, api.portal.get_current_language()),
                "checked": capacity == self.chosen,
            }
            for capacity, choice in self.by_capacity.items()
        ]

    @cached_property
    def by_capacity(self) -> dict[str, Choice]:
        """What the session would say → the organisation."""
        return {
            capacity_of(f"{OF_ORGANISATION}{one.organisation.number.code}"): one
            for one in self.organisations
        }

    @property
    def chosen(self) -> str:
        """As what one acts now; oneself when that is over."""
        live = {*self.by_capacity, *(mandate.capacity for mandate in self.mandates)}
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
    def provider_url(self) -> str | None:
        """Where one chooses again at the provider; None where it may not say so."""
        provider = self.session.token.provider
        if not getUtility(IStatingProviders).may_state(provider):
            return None
        query = {"wissel": "1"} | ({"came_from": self.goal} if self.came_from else {})
        return f"{self.site_url}/acl_users/{provider}/login?{urlencode(query)}"

    @property
    def family_url(self) -> str:
        """Address of the tab *Gezinsprofiel*."""
        return f"{self.desk_url}/mijn-profiel-gezin"


def shown_number(number: OrganisationNumber) -> Message | str:
    """Return a number with what people call it; that of an association as it is."""
    if number.is_association:
        return number.shown
    return _(
        "enterprise_number", default="CBE ${number}", mapping={"number": number.shown}
    )


def by_what(choice: Choice, language: str) -> Message:
    """Return by what one may act: the law, or rights until the last day of all."""
    if choice.represents:
        return BY_LAW
    if choice.stated:
        return BY_PROVIDER
    ends = [one.end for one in choice.held]
    if None in ends:
        return BY_RIGHT
    return _(
        "capacity_by_right_until",
        default="right until ${day}",
        mapping={"day": plain_day(max(ends), language)},
    )
