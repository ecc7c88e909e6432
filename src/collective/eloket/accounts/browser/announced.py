"""What the e-desk will ask of a sign-in from some day on, said on its pages before."""

from collective.eloket import _
from collective.eloket.accounts.browser.viewlets import DeskViewlet
from collective.eloket.accounts.means import choices
from collective.eloket.accounts.means import title_of
from collective.eloket.accounts.minimum import announced
from collective.eloket.accounts.vocabularies import LEVELS
from collective.eloket.http.dates import long_day
from collective.eloket.http.icons import icon
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate
from zope.i18nmessageid import Message


class AnnouncedViewlet(DeskViewlet):
    """Shown until the day has come; from then on the sign-in page speaks for itself."""

    index = ViewPageTemplateFile("templates/announced.pt")

    def update(self) -> None:
        """Look at what is set."""
        super().update()
        self.minimum = announced()

    def render(self) -> str:
        """Return the notice, or nothing."""
        return "" if self.minimum is None else super().render()

    @property
    def day(self) -> str:
        """The day from which it is asked, in words."""
        return long_day(self.minimum.since, self.request.get("LANGUAGE") or "nl")

    @property
    def level(self) -> Message:
        """The level that is asked, in words."""
        return LEVELS[self.minimum.level.label]

    @property
    def means(self) -> str:
        """The means of this site that will be enough, in words; empty if none is."""
        allowed = self.minimum.allows
        found = [
            one.means
            for one in choices(api.portal.get(), None)
            if allowed(one.level, one.means)
        ]
        words = [
            translate(title_of(name), context=self.request)
            for name in dict.fromkeys(found)
        ]
        if len(words) < 2:
            return "".join(words)
        last = _(
            "text_one_or_other",
            default="${these} or ${last}",
            mapping={"these": ", ".join(words[:-1]), "last": words[-1]},
        )
        return translate(last, context=self.request)

    @property
    def is_enough_already(self) -> bool:
        """Does the citizen who looks sign in strongly enough already?"""
        session = self.session
        if session.user_id is None:
            return False
        return self.minimum.allows(session.level, session.means)

    def icon(self, name: str) -> str:
        """Return a drawing; for ``structure``."""
        return icon(name)
