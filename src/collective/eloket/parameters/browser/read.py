"""*Lees mijn eID opnieuw*: agree, read, look at old beside new, say yes."""

from collective.eloket import _
from collective.eloket.http.card_refused import RefusedCard
from collective.eloket.http.handed import handed_in
from collective.eloket.http.handed import text
from collective.eloket.interfaces import IPresenceByProvider
from collective.eloket.limits import service as limits
from collective.eloket.parameters import cards
from collective.eloket.parameters import reading
from collective.eloket.parameters import service
from collective.eloket.parameters.browser.base import PAGE
from collective.eloket.parameters.browser.base import READ
from collective.eloket.parameters.browser.difference import DifferenceView
from collective.eloket.parameters.browser.steps import StepsView
from collective.eloket.parameters.card_model import Difference
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ReadView(RefusedCard, StepsView, DifferenceView):
    """All steps; which one was done is said by the form's ``stap``."""

    page_title = _("heading_read_again", default="Read my eID again")
    consent = ViewPageTemplateFile("templates/consent.pt")
    steps = ViewPageTemplateFile("templates/steps.pt")
    same = ViewPageTemplateFile("templates/same.pt")
    add_files = ViewPageTemplateFile("templates/add_files.pt")
    names_only = ViewPageTemplateFile("templates/names_only.pt")
    page = other_page = READ
    back_page = stop_page = PAGE

    def respond(self) -> str:
        """Show the step that the citizen is at.

        :raises CardError: the card is refused; nothing is kept of it.
        :raises InvalidAnswerError: there is no such step.
        """
        session = self.require_citizen()
        form = self.request.form
        self.read_id = text(form, "lezing")
        if self.posted:
            return self.do_step()
        if "fout" in form:
            return self.show_refused(text(form, "fout"))
        if not self.read_id:
            return self.consent()
        if self.awaits_files:
            return self.add_files()
        self.audited(subject=session.user_id, action="parameters.read")
        return self.show_read()

    def start(self) -> str:
        """Begin, for who agrees: with the card here, or at a provider."""
        if not self.agreed():
            return self.consent()
        provider = text(self.request.form, "manier")
        if not provider:
            cards.origin()
        self.begun = reading.begin(self.session)
        if provider:
            other = IPresenceByProvider(self.request)
            return self.redirect(other.send(provider, self.begun.read_id), status=303)
        return self.steps()

    def hand_in(self) -> str:
        """Check what was read, and show old beside new.

        Where a provider saw the holder the files may follow; without them the names are
        left, which came from there.
        """
        form = self.request.form
        self.audited(subject=self.session.user_id, action="parameters.read")
        presence = {"webeid": handed_in(form, "webeid")}
        content = handed_in(form, "content")
        if "aanbieder" in form:
            presence = {"provider": True}
            if content is None:
                return self.show_read()
        limits.spend(cards.TOKENS, self.request)
        reading.hand_in(self.session, self.read_id, content, presence)
        return self.show_read()

    def show_read(self) -> str:
        """Show what waits for a yes; where nothing differs, note the day of it."""
        self.reading = reading.find(self.session, self.read_id)
        found = any(line.changed for line in self.rows)
        if not found and not self.reading.has_address:
            reading.forget_values(self.session, self.read_id)
            return self.names_only()
        if found or not self.posted:
            return self.difference()
        reading.confirm(self.session, self.read_id)
        return self.same()

    @property
    def awaits_files(self) -> bool:
        """Did a provider see the holder, and can the card's files be read here?"""
        waits = reading.awaits_files(self.session, self.read_id)
        return waits and cards.is_set_up()

    @cached_property
    def rows(self) -> list:
        """The lines of the table."""
        return self.compared(reading.shown_to(self.session))

    def confirm(self) -> str:
        """Write what the card said, and lead to *Mijn parameters*."""
        changed = reading.confirm(self.session, self.read_id)
        said = said_of(changed)
        return self.redirect(f"{self.page_url}?gewijzigd={said}", status=303)

    def stop(self) -> str:
        """Let go of what was read."""
        reading.forget(self.session, self.read_id)
        return self.redirect(self.page_url, status=303)

    @property
    def is_proven(self) -> bool:
        """Did a proof say anything of this citizen before?"""
        return service.is_proven(self.session.user_id)

    @property
    def site_title(self) -> str:
        """What the municipality is called."""
        return api.portal.get().Title()

    @cached_property
    def providers(self) -> list[dict]:
        """Where else one can prove to be here with an eID."""
        return IPresenceByProvider(self.request).providers()


def said_of(changed: list[Difference]) -> str:
    """Return the word by which the next page tells what was changed."""
    address = {"street", "postal_code", "municipality"}
    fields = {one.field for one in changed}
    return "adres" if fields and fields <= address else "gegevens"
