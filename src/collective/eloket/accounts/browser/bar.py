"""The bar above every page: who is signed in, as what, how, and until when."""

from collective.eloket import _
from collective.eloket.accounts.browser.languages import base_of
from collective.eloket.accounts.browser.languages import choices
from collective.eloket.accounts.browser.languages import offered
from collective.eloket.accounts.browser.viewlets import DeskViewlet
from collective.eloket.accounts.capacity import PAGE
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.accounts.means import title_of
from collective.eloket.accounts.service import own_name
from collective.eloket.accounts.tokens import ONESELF
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import clock_time
from collective.eloket.http.desk import path_of
from collective.eloket.http.icons import icon
from collective.eloket.http.late import set_in_later
from collective.eloket.http.means_names import MEANS
from collective.eloket.http.skeletons import gap
from collective.eloket.http.skeletons import Skeletons
from collective.eloket.parameters.words import LEVELS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import getUtility
from zope.component import queryMultiAdapter
from zope.i18n import negotiate
from zope.i18nmessageid import Message


#: Pages of a citizen, in order; a page that is not built is not shown.
TABS = (
    ("view", _("tab_documents", default="Online documents")),
    ("mijn-aanvragen", _("tab_requests", default="My requests")),
    ("mijn-parameters", _("tab_parameters", default="My parameters")),
    ("mijn-profiel", _("tab_profile", default="My profile")),
    ("mijn-inzage", _("tab_access_log", default="My access log")),
)
#: What waits for a manager; shown first to who acts for an organisation.
TASKS = ("mijn-volmachten", _("heading_my_tasks", default="My tasks"))


def means_name(means: str) -> Message:
    """Return what a means is called in a sentence; of no provider by its bare id."""
    return MEANS.get(means) or title_of(means)


#: The bars of this process, with gaps where a citizen's own words stand.
DRAWN = Skeletons()


class BarViewlet(DeskViewlet):
    """Shown to citizens only; drawn once per kind of session, and filled each time."""

    index = ViewPageTemplateFile("templates/bar.pt")
    language_links = ViewPageTemplateFile("templates/languages.pt")
    csrf = gap("csrf")
    here = gap("here")
    sign_in_url = gap("sign_in_url")
    until = gap("until")
    seconds_left = gap("seconds_left")
    seconds_most = gap("seconds_most")

    def render(self) -> str:
        """Return the place of the bar, or nothing for a stranger."""
        if self.desk_url is None or self.session.user_id is None:
            return ""
        known = own_name(self.session)
        session = self.session
        self.name = gap("name") if known else ""
        self.acts = self.session.capacity != ONESELF
        # shown, never believed: the word before the colon
        self.for_child = self.session.capacity.startswith("child:")
        self.current = self.current_tab()
        # asked of the mandates only by who acts for somebody else
        other = getUtility(ICapacities).name(session) if self.acts else ""
        self.other = gap("other") if other else ""
        language, codes = self.request["LANGUAGE"], offered()
        self.languages = choices(codes, language, gap("base"))
        key = (
            negotiate(self.request),
            language,
            codes,
            self.site_url,
            self.desk_url,
            self.current,
            bool(known),
            session.means,
            session.level,
            session.choice,
            self.acts,
            self.for_child,
            bool(other),
        )
        values = self.values() | {"name": known, "other": other or ""}
        return set_in_later(self.request, DRAWN.filled(key, self.index, values))

    @property
    def may_switch(self) -> bool:
        """Is there more than oneself to act for?"""
        return self.acts or self.session.choice

    @property
    def switch_url(self) -> str:
        """Where one chooses for whom to act."""
        return f"{self.desk_url}/{PAGE}"

    def values(self) -> dict[str, str]:
        """Return what differs from one request to the next, but for the name."""
        now = utcnow()
        idle, most = self.session.left(now)
        here = path_of(self.request)
        # where the browser goes when the session is over; leads back here
        sign_in_url = f"{self.desk_url}/aanmelden?{urlencode({'came_from': here})}"
        return {
            "csrf": self.session.csrf,
            "here": here,
            "base": base_of(f"{self.site_url}{here}", self.request),
            "sign_in_url": sign_in_url,
            # when it ends if nothing more happens than this page
            "until": clock_time(now + idle),
            "seconds_left": str(int(idle.total_seconds())),
            "seconds_most": str(int(most.total_seconds())),
        }

    @property
    def means(self) -> Message:
        """What the means is called."""
        return means_name(self.session.means)

    @property
    def level(self) -> Message:
        """What the level is called."""
        return LEVELS[self.session.level]

    def current_tab(self) -> str | None:
        """Return the name of the tab that this page belongs to; None outside of all."""
        here = f"{self.request['URL']}/"
        if not here.startswith(f"{self.desk_url}/"):
            return None
        step = here.removeprefix(f"{self.desk_url}/")
        found = (name for name, _title in self.own_tabs if step.startswith(name))
        return next(found, TABS[0][0])

    @property
    def own_tabs(self) -> tuple:
        """The pages of who acts as this."""
        is_for_one = self.acts and not self.for_child
        return (TASKS, *TABS) if is_for_one else TABS

    def tabs(self) -> list[dict]:
        """Return the pages that are built, and which one this is."""
        return [
            {
                "title": title,
                "url": self.desk_url if name == "view" else f"{self.desk_url}/{name}",
                "current": name == self.current,
            }
            for name, title in self.own_tabs
            if queryMultiAdapter((self.desk, self.request), name=name) is not None
        ]

    def icon(self, name: str) -> str:
        """Return a drawing; for ``structure``."""
        return icon(name)
