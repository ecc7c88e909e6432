"""The page *Nieuw hier?*, and registering by user name."""

from collective.eloket import _
from collective.eloket.accounts import card_files
from collective.eloket.accounts import own_registration
from collective.eloket.accounts import service
from collective.eloket.accounts.browser.fields import FIELDS
from collective.eloket.accounts.browser.fields import FieldsView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.browser.means_texts import title_of
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.registration import finish_registration
from collective.eloket.errors import CardError
from collective.eloket.http.card_form import CardForm
from collective.eloket.http.card_form import CardFormView
from collective.eloket.http.card_refused import RefusedCard
from collective.eloket.http.handed import handed_in
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.messages.card_steps import FILES
from collective.eloket.parameters import cards
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


class RegisterView(RefusedCard, FieldsView, CardFormView):
    """Makes an account, by the citizen's own click."""

    signs_in = True
    page_title = _("heading_register", default="Register")

    new_here = ViewPageTemplateFile("templates/new_here.pt")
    by_username = ViewPageTemplateFile("templates/register.pt")
    by_code = ViewPageTemplateFile("templates/register_code.pt")
    by_card = ViewPageTemplateFile("templates/register_card.pt")
    number_known = ViewPageTemplateFile("templates/number_known.pt")

    def respond(self) -> str:
        """Show the page, or do what was clicked."""
        if not self.posted:
            return self.show()
        if "stop" in self.request.form:
            return self.stop()
        if self.asks_files:
            return self.by_card()
        try:
            return self.redirect(self.go_on(), status=303)
        except NumberKnownError as error:
            return self.again(error, self.number_known)
        except tuple(FIELDS) as error:
            return self.again(error, self.show)

    def go_on(self) -> str:
        """Do the next step; return where it leads.

        By user name there are two: what was typed, then the code that was mailed.
        """
        if self.pending is not None:
            self.add_files()
            finish_registration(self.request, self.answers)
            return self.after_sign_in
        if "again" in self.request.form:
            own_registration.again(self.request)
            return self.page("registreren")
        if "code" in self.request.form:
            own_registration.finish(self.request, text(self.request.form.get("code")))
            return self.goal
        own_registration.begin(self.request, self.answers)
        return self.page("registreren")

    @property
    def asks_files(self) -> bool:
        """Is it time to read the card's files, as its certificate tells no age?

        They are asked once: who sends none goes on by what the number tells.
        """
        if self.pending is None or "content" in self.request.form:
            return False
        return card_files.may_be_asked(self.pending)

    def add_files(self) -> None:
        """Look at the files of the card, if the reading program gave them.

        :raises CardError: one class per cause, see :mod:`identity.eid`; what the card
            proved before is forgotten then.
        """
        content = handed_in(self.request.form, "content")
        if content is None:
            return
        try:
            card_files.add(self.request, content)
        except CardError:
            service.forget_pending(self.request)
            raise

    @property
    def form(self) -> CardForm:
        """The form whose script reads the files; with what was typed before."""
        typed = {"email": text(self.request.form.get("email"))}
        if self.came_from is not None:
            typed["came_from"] = self.came_from
        return CardForm(
            purpose=FILES,
            origin=cards.origin(),
            action=f"{self.desk_url}/registreren",
            stop=self.desk_url,
            other=self.page("aanmelden"),
            hidden=typed,
        )

    @property
    def action_url(self) -> str:
        """Where one tries again whose card was refused."""
        return self.page("aanmelden")

    @property
    def back_url(self) -> str:
        """Where one chooses another way."""
        return self.page("aanmelden")

    def stop(self) -> str:
        """Forget what this browser began."""
        if self.pending is not None:
            service.forget_pending(self.request)
            return self.redirect(self.page("aanmelden"), status=303)
        own_registration.forget(self.request)
        return self.redirect(self.page("registreren"), status=303)

    @property
    def answers(self) -> dict[str, str]:
        """What was typed; a user name only where the page asks for one."""
        form = self.request.form
        names = ("email",) if self.pending else ("email", "username", "password")
        return {name: text(form.get(name)) for name in names}

    def show(self) -> str:
        """Show the page for who was recognised, for a code, or for a user name.

        Where a user name is not enough any more, one registers by signing in.
        """
        if self.pending is not None:
            return self.new_here()
        if not is_enough(AssuranceLevel.NONE, service.PASSWORD):
            return self.redirect(self.page("aanmelden", nieuw="1"))
        return self.by_username() if self.code_sent_to is None else self.by_code()

    @Lazy
    def pending(self) -> Evidence | None:
        """Who was recognised, and has no account yet."""
        return service.find_pending(self.request)

    @Lazy
    def code_sent_to(self) -> str | None:
        """Where the code went that this browser waits for; None before that.

        What is typed anew takes its place, also when it is not right.
        """
        if "username" in self.request.form:
            return None
        return own_registration.address_of(self.request)

    @property
    def recognised_name(self) -> str:
        """The name that the provider gave."""
        attributes = self.pending.attributes
        names = (attributes.get("given_names"), attributes.get("family_name"))
        return " ".join(name for name in names if name)

    @property
    def recognised_means(self) -> Message:
        """The means by which they were recognised."""
        return title_of(self.pending.means)

    @property
    def link_page(self) -> str:
        """Address of the sign-in page that leads to linking what was recognised."""
        here = self.desk_url.removeprefix(api.portal.get().absolute_url())
        goal = urlencode({"came_from": f"{here}/mijn-profiel-koppelen"})
        return f"{self.desk_url}/aanmelden?{goal}"
