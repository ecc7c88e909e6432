"""The page *E-mailadres wijzigen*: another address, then the code that went there."""

from collective.eloket import _
from collective.eloket.accounts import own_email
from collective.eloket.accounts.browser.anew import AnewView
from collective.eloket.accounts.browser.fields import FIELDS
from collective.eloket.accounts.own_errors import SignInAnewError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


CHANGED = _("notice_email_changed", default="Your e-mail address was changed.")


class ChangeEmailView(AnewView):
    """Asks for the password, or for a sign-in of just now: codes will go there."""

    ask_address = ViewPageTemplateFile("templates/change_email.pt")
    ask_code = ViewPageTemplateFile("templates/change_email_code.pt")
    page_title = _("heading_change_email", default="Change the e-mail address")

    def respond(self) -> str:
        """Show the step that the citizen is at, or do what was sent."""
        session = self.require_citizen()
        if self.chose_means:
            return self.to_provider()
        if not self.posted:
            return self.show()
        if "stop" in self.request.form:
            own_email.forget(session.user_id)
            return self.redirect(self.address, status=303)
        try:
            return self.redirect(self.go_on(), status=303)
        except SignInAnewError:
            return self.prove()
        except tuple(FIELDS) as error:
            return self.again(error, self.show)

    def go_on(self) -> str:
        """Do the step that was sent; return where it leads."""
        if "code" in self.request.form:
            own_email.confirm(self.request, self.session, self.typed("code"))
            self.message(CHANGED)
            return self.login_tab
        own_email.ask(
            self.request, self.session, self.typed("email"), self.typed("old")
        )
        return self.address

    def show(self) -> str:
        """Ask for the address first; then for the code."""
        typed_anew = self.posted and "email" in self.request.form
        if self.code_sent_to is not None and not typed_anew:
            return self.ask_code()
        try:
            self.needs_password = own_email.needs_password(self.session)
        except SignInAnewError:
            return self.prove()
        return self.ask_address()

    @property
    def code_sent_to(self) -> str | None:
        """Where the code went that this citizen waits for; None before that."""
        return own_email.waiting(self.session.user_id)

    @property
    def address(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/mijn-profiel-email"
