"""*Mijn profiel*: what we know, to look at; nothing changes here."""

from collective.eloket import _
from collective.eloket.accounts import service
from collective.eloket.http.view import EloketView
from collective.eloket.interfaces import IProfileTab
from collective.eloket.parameters import service as parameters
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.component import getUtilitiesFor
from zope.interface import implementer


@implementer(IProfileTab)
class DataTab:
    """The tab *Gegevens*."""

    title = _("tab_profile_data", default="Data")
    order = 10
    view = "mijn-profiel"


@implementer(IProfileTab)
class LoginTab:
    """The tab *Login*."""

    title = _("tab_profile_login", default="Login")
    order = 20
    view = "mijn-profiel-login"


class ProfileView(EloketView):
    """Base of the tabs that accounts brings."""

    def respond(self) -> str:
        """Show the tab to its citizen."""
        session = self.require_citizen()
        self.audited(subject=session.user_id, action="profile.view")
        return self.template()

    @property
    def tabs(self) -> list[dict]:
        """All tabs, in order."""
        found = [tab for _name, tab in getUtilitiesFor(IProfileTab)]
        return [
            {
                "title": tab.title,
                "url": f"{self.desk_url}/{tab.view}",
                "current": "page" if tab.view == self.__name__ else None,
            }
            for tab in sorted(found, key=lambda tab: tab.order)
        ]

    @Lazy
    def known(self) -> dict:
        """What this session may see."""
        return parameters.known(self.session.user_id, self.session.level)

    def value(self, name: str) -> str | None:
        """One value, or None when it is unknown or masked."""
        found = self.known.get(name)
        return None if found is None else found.value

    def masked(self, name: str) -> bool:
        """Is it known, but not for this session?"""
        found = self.known.get(name)
        return found is not None and found.masked


class DataView(ProfileView):
    """Name and contact, as they are known."""

    template = ViewPageTemplateFile("templates/profile_data.pt")

    @property
    def number_ending(self) -> str | None:
        """The last two digits of the national number."""
        number = self.value("national_number")
        return None if number is None else number[-2:]


class LoginView(ProfileView):
    """How the citizen signs in."""

    template = ViewPageTemplateFile("templates/profile_login.pt")

    @property
    def username(self) -> str | None:
        """The user name, if there is one."""
        return service.own_username(self.session.user_id)

    @property
    def has_provider(self) -> bool:
        """Can the citizen come in through a provider?"""
        return bool(service.find_citizen(self.session.user_id).subjects)
