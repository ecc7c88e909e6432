"""The page *Nieuw hier?*, and registering by user name."""

from collective.eloket.accounts import service
from collective.eloket.accounts.browser.goals import GoalView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.browser.means_texts import title_of
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.errors import UsernameRefusedError
from collective.eloket.accounts.errors import UsernameTakenError
from collective.eloket.accounts.registration import finish_registration
from collective.eloket.accounts.registry import setting
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.identity.evidence import Evidence
from collective.eloket.parameters.errors import InvalidEmailError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message

import transaction


#: Which field a refusal is about.
FIELDS = {
    UsernameTakenError: "username",
    UsernameRefusedError: "username",
    PasswordTooShortError: "password",
    InvalidEmailError: "email",
}


class RegisterView(GoalView):
    """Makes an account, by the citizen's own click."""

    new_here = ViewPageTemplateFile("templates/new_here.pt")
    by_username = ViewPageTemplateFile("templates/register.pt")
    number_known = ViewPageTemplateFile("templates/number_known.pt")

    def respond(self) -> str:
        """Show the page, or do what was clicked."""
        if not self.posted:
            return self.show()
        if "stop" in self.request.form:
            service.forget_pending(self.request)
            return self.redirect(self.page("aanmelden"), status=303)
        try:
            finish_registration(self.request, self.answers)
        except NumberKnownError as error:
            return self.again(error, self.number_known)
        except tuple(FIELDS) as error:
            return self.again(error, self.show)
        return self.redirect(self.goal, status=303)

    @property
    def answers(self) -> dict[str, str]:
        """What was typed; a user name only where the page asks for one."""
        form = self.request.form
        names = ("email",) if self.pending else ("email", "username", "password")
        return {name: text(form.get(name)) for name in names}

    def show(self) -> str:
        """Show the page for who was recognised, or for a user name."""
        return self.by_username() if self.pending is None else self.new_here()

    def again(self, error: EloketError, page) -> str:
        """Show a page with what went wrong; no account was made."""
        transaction.doom()
        self.error = error
        tell_status(error, self.request)
        return page()

    @Lazy
    def pending(self) -> Evidence | None:
        """Who was recognised, and has no account yet."""
        return service.find_pending(self.request)

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
    def refusal_text(self) -> str:
        """What went wrong, in words."""
        return message_for(self.error, self.request)

    def wrong(self, field: str) -> bool:
        """Is the refusal about this field?"""
        return FIELDS.get(type(self.error)) == field

    def typed(self, field: str) -> str:
        """What was typed there, to be shown again; never a password."""
        return text(self.request.form.get(field))

    @property
    def suggestions(self) -> str:
        """User names that are free, after one that is taken."""
        details = getattr(self.error, "details", {})
        return ", ".join(details.get("suggestions", ()))

    @property
    def password_length(self) -> int:
        """Fewest characters of a password."""
        return setting("password_length")
