"""The tab *Voorkeuren* of *Mijn profiel*: language, digital or paper, which mails."""

from collective.eloket import _
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.profile import PREFERENCES
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.http.language import spoken
from collective.eloket.interfaces import IProfileTab
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.errors import InvalidChoiceError
from collective.eloket.parameters.preferences import DIGITAL
from collective.eloket.parameters.preferences import MAILS
from collective.eloket.parameters.preferences import NO
from collective.eloket.parameters.preferences import PAPER
from collective.eloket.parameters.preferences import Preferences
from collective.eloket.parameters.preferences import YES
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.interface import implementer


#: In their own words, whatever the page speaks.
LANGUAGES = (
    ("nl", "Nederlands"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("en", "English"),
)
DELIVERIES = {
    DIGITAL: (
        _("choice_digital", default="Digitally"),
        _(
            "choice_digital_help",
            default="You download them here. You get an e-mail when they are ready.",
        ),
    ),
    PAPER: (
        _("choice_paper", default="On paper"),
        _(
            "choice_paper_help",
            default="By post, to the address you are registered at.",
        ),
    ),
}
MAIL_WORDS = {
    "asked": _("choice_mail_asked", default="When we need something from you"),
    "ready": _("choice_mail_ready", default="When my document is ready"),
    "steps": _(
        "choice_mail_steps",
        default="At each step of my request, also when you received it",
    ),
}


@implementer(IProfileTab)
class PreferencesTab:
    """The tab *Voorkeuren*."""

    title = _("tab_profile_preferences", default="Preferences")
    order = 30
    view = PREFERENCES
    for_members = False


class PreferencesView(ProfileView):
    """Shows the choices, and keeps what the citizen chose."""

    template = ViewPageTemplateFile("templates/profile_preferences.pt")

    def respond(self) -> str:
        """Show the tab, or save.

        :raises InvalidChoiceError: something that is not on offer was sent.
        """
        if not self.posted:
            return super().respond()
        session = self.require_citizen()
        entry = AuditEntry(
            session.user_id,
            "citizen",
            session.user_id,
            "preferences.change",
            means=session.means,
        )
        audit.attempt(entry)
        parameters.set_own(session.user_id, self.sent())
        return self.redirect(f"{self.preferences_url}?saved=1", status=303)

    def sent(self) -> dict[str, str]:
        """Return what was chosen; a box that is not ticked is a no.

        :raises InvalidChoiceError: language or way of delivery is missing.
        """
        form = self.request.form
        found = {name: text(form.get(name)) for name in ("language", "delivery")}
        if not all(found.values()):
            raise InvalidChoiceError
        mails = {
            f"mail_{kind}": YES if f"mail_{kind}" in form else NO for kind in MAILS
        }
        return found | mails

    @Lazy
    def chosen(self) -> Preferences:
        """What was chosen before."""
        return parameters.preferences(self.session.user_id)

    @property
    def is_saved(self) -> bool:
        """Was something saved just now?"""
        return "saved" in self.request.form and self.chosen.has_chosen

    @property
    def languages(self) -> list[dict]:
        """The languages; the one of this page is chosen at first."""
        chosen = self.chosen.language or spoken(self.request.get("LANGUAGE"))
        return [
            {"id": id, "title": title, "chosen": id == chosen}
            for id, title in LANGUAGES
        ]

    @property
    def deliveries(self) -> list[dict]:
        """Digital or paper."""
        return [
            {
                "id": id,
                "title": title,
                "help": words,
                "chosen": id == self.chosen.delivery,
            }
            for id, (title, words) in DELIVERIES.items()
        ]

    @property
    def mails(self) -> list[dict]:
        """The mails one can do without."""
        return [
            {"id": f"mail_{kind}", "title": MAIL_WORDS[kind], "chosen": kind in wanted}
            for wanted in [self.chosen.mails]
            for kind in MAILS
        ]
