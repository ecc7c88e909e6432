"""*Mijn profiel*: what we know, to look at; nothing changes here."""

from collective.eloket import _
from collective.eloket.accounts import service
from collective.eloket.accounts.browser.means_texts import title_of
from collective.eloket.http.view import EloketView
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IProfileTab
from collective.eloket.parameters import service as parameters
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message
from zope.interface import implementer


UNKNOWN = _("text_unknown", default="not known")
HIDDEN = _("text_hidden", default="hidden")
LEVELS = {
    AssuranceLevel.NONE: _("level_none", default="none"),
    AssuranceLevel.LOW: _("level_low", default="low"),
    AssuranceLevel.SUBSTANTIAL: _("level_substantial", default="substantial"),
    AssuranceLevel.HIGH: _("level_high", default="high"),
}


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

    bar = ViewPageTemplateFile("templates/profile_tabs.pt")

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

    def shown(self, name: str) -> str | Message:
        """One value in words, also when it is unknown or not for this session."""
        found = self.known.get(name)
        if found is None:
            return UNKNOWN
        return HIDDEN if found.masked else found.value

    @property
    def tab_bar(self) -> str:
        """The links to all tabs."""
        return self.bar()


class DataView(ProfileView):
    """Name and contact, as they are known."""

    template = ViewPageTemplateFile("templates/profile_data.pt")

    @property
    def number_shown(self) -> str | Message:
        """That the national number is known, and its last two digits."""
        number = self.shown("national_number")
        if number in (UNKNOWN, HIDDEN):
            return number
        return _(
            "text_number_known_ending",
            default="known, ends in ${ending}",
            mapping={"ending": number[-2:]},
        )


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

    @property
    def means_title(self) -> Message:
        """How this session was begun, in words."""
        return title_of(self.session.means)

    @property
    def level_title(self) -> Message:
        """How sure that is, in words."""
        return LEVELS[self.session.level]
