"""*Mijn profiel*: what we know, to look at; personal data do not change here."""

from collective.eloket import _
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IProfileTab
from collective.eloket.parameters.failed_email import email_failed
from collective.eloket.parameters.model import Value
from collective.eloket.parameters.words import HIDDEN
from collective.eloket.parameters.words import known_ending
from collective.eloket.parameters.words import LEVELS
from collective.eloket.parameters.words import SOURCES
from collective.eloket.parameters.words import TITLES
from collective.eloket.parameters.words import UNKNOWN
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import implementer


#: What the tab *Gegevens* shows, in order.
SHOWN = ("given_names", "family_name", "address", "national_number", "email")
PARTS = {"address": ("street", "postal_code", "municipality")}


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
    def email_failed(self) -> str | None:
        """The day of the last mail that did not arrive at the address of today."""
        failed = email_failed(self.session.user_id)
        if failed is None:
            return None
        return plain_day(local_time(failed).date(), self.request["LANGUAGE"])

    def rows(self) -> list[dict]:
        """Return what is known, each with who says so, how surely and since when."""
        return [self.row(name) for name in SHOWN]

    def row(self, name: str) -> dict:
        """Return one line; of an address the newest part counts."""
        parts = [
            self.known[part] for part in PARTS.get(name, (name,)) if part in self.known
        ]
        if not parts:
            return {"title": TITLES[name], "text": UNKNOWN, "value": None}
        newest = max(parts, key=lambda value: value.at)
        proven = newest.level > AssuranceLevel.NONE
        return {
            "title": TITLES[name],
            "text": self.text(name, parts),
            "value": newest,
            "source": SOURCES.get(newest.source, newest.source),
            "level": LEVELS[newest.level] if proven else None,
            "day": plain_day(local_time(newest.at).date(), self.request["LANGUAGE"]),
            "icon": "lock" if proven else "person",
        }

    def text(self, name: str, parts: list[Value]) -> str | Message:
        """Return a value in words; of the national number its last digits only."""
        if any(value.masked for value in parts):
            return HIDDEN
        texts = {value.name: value.value or "" for value in parts}
        if name == "national_number":
            return known_ending(texts[name])
        if name != "address":
            return texts[name]
        place = f"{texts.get('postal_code', '')} {texts.get('municipality', '')}"
        return ", ".join(line for line in (texts.get("street"), place.strip()) if line)
