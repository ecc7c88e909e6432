"""The page *Wachtwoord wijzigen*: the old one, and another."""

from collective.eloket import _
from collective.eloket.accounts import own_password
from collective.eloket.accounts.browser.fields import FIELDS
from collective.eloket.accounts.browser.fields import FieldsView
from collective.eloket.accounts.errors import NoPasswordError
from collective.eloket.accounts.lookups import find_citizen
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


CHANGED = _(
    "notice_password_changed_here",
    default="Your password was changed. Everywhere else you are signed out.",
)


class ChangePasswordView(FieldsView):
    """For citizens with a user name; Plone's own page is shut for them."""

    template = ViewPageTemplateFile("templates/change_password.pt")
    new_password_label = _("label_new_password", default="New password")

    def respond(self) -> str:
        """Show the page, or change the password."""
        session = self.require_citizen()
        if not find_citizen(session.user_id).has_password:
            raise NoPasswordError
        if not self.posted:
            return self.template()
        try:
            own_password.change(
                self.request, session, self.typed("old"), self.typed("password")
            )
        except tuple(FIELDS) as error:
            return self.again(error, self.template)
        self.message(CHANGED)
        return self.redirect(f"{self.desk_url}/mijn-profiel-login", status=303)
