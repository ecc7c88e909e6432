"""*Mijn profiel*: what we know, to look at; personal data do not change here."""

from collective.eloket import _
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.interfaces import IProfileTab
from collective.eloket.parameters.words import HIDDEN
from collective.eloket.parameters.words import known_ending
from collective.eloket.parameters.words import UNKNOWN
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(IProfileTab)
class DataTab:
    """The tab *Gegevens*."""

    title = _("tab_profile_data", default="Data")
    order = 10
    view = "mijn-profiel"
    for_members = False


@implementer(IProfileTab)
class LoginTab:
    """The tab *Login*."""

    title = _("tab_profile_login", default="Login")
    order = 20
    view = "mijn-profiel-login"
    for_members = True


class DataView(ProfileView):
    """Name and contact, as they are known."""

    template = ViewPageTemplateFile("templates/profile_data.pt")

    def respond(self) -> str:
        """Show the tab; members of the site have no data here, and go to *Login*."""
        if not self.holder.is_citizen:
            return self.redirect(f"{self.desk_url}/mijn-profiel-login")
        return super().respond()

    @property
    def number_shown(self) -> str | Message:
        """That the national number is known, and its last two digits."""
        number = self.shown("national_number")
        if number in (UNKNOWN, HIDDEN):
            return number
        return known_ending(number)
