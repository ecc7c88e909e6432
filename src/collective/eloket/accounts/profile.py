"""What all tabs of *Mijn profiel* share, those of add-ons too.

An add-on brings a view that is made of ProfileView, for IEloket, and a named utility
IProfileTab that names the view; ``sandbox/examples`` has one.
"""

from collective.eloket import _
from collective.eloket.accounts.holder import get_holder
from collective.eloket.accounts.holder import Holder
from collective.eloket.http.view import EloketView
from collective.eloket.interfaces import IProfileTab
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.words import HIDDEN
from collective.eloket.parameters.words import UNKNOWN
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message


#: Name of the view of the tab *Voorkeuren*.
PREFERENCES = "mijn-profiel-voorkeuren"


class ProfileView(EloketView):
    """Base of every tab, those of add-ons too: a subclass sets ``template``."""

    bar = ViewPageTemplateFile("templates/profile_tabs.pt")
    page_title = _("heading_my_profile", default="My profile")
    #: Name of the view of the tab that is shown as the one of today.
    tab: str | None = None

    def respond(self) -> str:
        """Show the tab to its citizen; a view of personal data is audited first.

        :raises NotSignedInError: nobody is signed in, or no citizen.
        """
        session = self.require_citizen()
        self.audited(subject=session.user_id, action="profile.view")
        return self.template()

    @Lazy
    def holder(self) -> Holder:
        """Whose profile this is: a citizen, or a member of the site.

        :raises NotSignedInError: nobody is signed in.
        """
        return get_holder(self.request)

    @property
    def tabs(self) -> list[dict]:
        """All tabs that the holder has, in order."""
        found = [
            tab
            for _name, tab in getUtilitiesFor(IProfileTab)
            if self.holder.is_citizen or tab.for_members
        ]
        here = self.tab or self.__name__
        return [
            {
                "title": tab.title,
                "url": f"{self.desk_url}/{tab.view}",
                "current": "page" if tab.view == here else None,
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
    def tells_digital(self) -> bool:
        """Is the citizen still to be told that documents come digitally?"""
        if not self.holder.is_citizen or self.__name__ == PREFERENCES:
            return False
        return not parameters.preferences(self.holder.user_id).has_chosen

    @property
    def preferences_url(self) -> str:
        """Address of the tab *Voorkeuren*."""
        return f"{self.desk_url}/{PREFERENCES}"

    @property
    def tab_bar(self) -> str:
        """The links to all tabs."""
        return self.bar()
