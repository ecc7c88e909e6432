"""The bar above every page: who is signed in, as what, how, and until when."""

from collective.eloket import _
from collective.eloket.accounts.browser.viewlets import DeskViewlet
from collective.eloket.accounts.service import own_name
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import clock_time
from collective.eloket.http.desk import get_desk
from collective.eloket.http.desk import path_of
from collective.eloket.http.icons import icon
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import queryMultiAdapter
from zope.i18nmessageid import Message


#: Pages of a citizen, in order; a page that is not built is not shown.
TABS = (
    ("view", _("tab_documents", default="Online documents")),
    ("mijn-aanvragen", _("tab_requests", default="My requests")),
    ("mijn-parameters", _("tab_parameters", default="My parameters")),
    ("mijn-profiel", _("tab_profile", default="My profile")),
    ("mijn-inzage", _("tab_access_log", default="My access log")),
)

LEVELS = {
    "none": _("level_none", default="none"),
    "low": _("level_low", default="low"),
    "substantial": _("level_substantial", default="substantial"),
    "high": _("level_high", default="high"),
}

MEANS = {
    "eid": _("means_name_eid", default="eID"),
    "itsme": _("means_name_itsme", default="itsme"),
    "totp": _("means_name_totp", default="a code from an app"),
    "sms": _("means_name_sms", default="a code by SMS"),
    "password": _("means_name_password", default="user name"),
    "device": _("means_name_device", default="this device"),
}


class BarViewlet(DeskViewlet):
    """Shown to citizens only."""

    index = ViewPageTemplateFile("templates/bar.pt")

    def render(self) -> str:
        """Return the bar, or nothing for a stranger."""
        return "" if self.session.user_id is None else super().render()

    @property
    def name(self) -> str:
        """What the citizen is called."""
        return own_name(self.session)

    @property
    def means(self) -> Message | str:
        """What the means is called."""
        return MEANS.get(self.session.means, self.session.means)

    @property
    def level(self) -> Message:
        """What the level is called."""
        return LEVELS[self.session.level.label]

    @property
    def csrf(self) -> str:
        """Value that the forms of the bar bring back."""
        return self.session.csrf

    @property
    def until(self) -> str:
        """When the session ends if nothing more happens than this page."""
        idle, _most = self.session.left(utcnow())
        return clock_time(utcnow() + idle)

    def tabs(self) -> list[dict]:
        """Return the pages that are built, and which one this is."""
        desk = get_desk(api.portal.get())
        here = self.request["URL"]
        found = []
        for name, title in TABS:
            if queryMultiAdapter((desk, self.request), name=name) is None:
                continue
            address = self.desk_url if name == "view" else f"{self.desk_url}/{name}"
            current = here.startswith(f"{self.desk_url}/{name}")
            found.append({"title": title, "url": address, "current": current})
        in_desk = f"{here}/".startswith(f"{self.desk_url}/")
        if in_desk and not any(tab["current"] for tab in found):
            found[0]["current"] = True
        return found

    @property
    def here(self) -> str:
        """This page, relative to the site."""
        return path_of(self.request)

    @property
    def sign_in_url(self) -> str:
        """Where the browser goes when the session is over; leads back here."""
        return f"{self.desk_url}/aanmelden?{urlencode({'came_from': self.here})}"

    def seconds_left(self) -> tuple[int, int]:
        """Return how long the session lives from now: if idle, and at most."""
        idle, most = self.session.left(utcnow())
        return int(idle.total_seconds()), int(most.total_seconds())

    def icon(self, name: str) -> str:
        """Return a drawing; for ``structure``."""
        return icon(name)
