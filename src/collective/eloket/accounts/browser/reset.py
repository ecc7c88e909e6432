"""The page *Wachtwoord vergeten*: a user name, then a code and another password."""

from collective.eloket import _
from collective.eloket.accounts import password_reset
from collective.eloket.accounts.browser.fields import FIELDS
from collective.eloket.accounts.browser.fields import FieldsView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


CHANGED = _(
    "notice_password_changed",
    default="Your password was changed. Sign in with it now.",
)


class ResetView(FieldsView):
    """Says the same whether the user name exists, and takes the same time."""

    ask_name = ViewPageTemplateFile("templates/reset.pt")
    ask_code = ViewPageTemplateFile("templates/reset_code.pt")
    new_password_label = _("label_new_password", default="New password")

    def respond(self) -> str:
        """Show the step that this browser is at, or do what was sent."""
        if not self.posted:
            return self.show()
        if "stop" in self.request.form:
            password_reset.forget(self.request)
            return self.redirect(self.page("wachtwoord-vergeten"), status=303)
        try:
            return self.redirect(self.go_on(), status=303)
        except tuple(FIELDS) as error:
            return self.again(error, self.show)

    def go_on(self) -> str:
        """Do the step that was sent; return where it leads."""
        if "code" not in self.request.form:
            password_reset.begin(self.request, self.typed("username"))
            return self.page("wachtwoord-vergeten")
        password_reset.finish(self.request, self.typed("code"), self.typed("password"))
        self.message(CHANGED)
        return self.page("aanmelden")

    def show(self) -> str:
        """Ask for the user name first; then for the code."""
        begun = password_reset.has_begun(self.request) and not self.wrong("username")
        return self.ask_code() if begun else self.ask_name()
