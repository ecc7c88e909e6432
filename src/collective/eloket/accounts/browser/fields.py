"""Fields that several pages ask for: a code, a new password; and what was wrong."""

from collective.eloket import _
from collective.eloket.accounts.browser.goals import GoalView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.errors import EmailMissingError
from collective.eloket.accounts.errors import PasswordPersonalError
from collective.eloket.accounts.errors import PasswordTooEasyError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.errors import TooManyCodesError
from collective.eloket.accounts.errors import UsernameRefusedError
from collective.eloket.accounts.errors import UsernameTakenError
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.accounts.registry import setting
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.parameters.errors import InvalidEmailError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import transaction


#: Which field a refusal is about.
FIELDS = {
    UsernameTakenError: "username",
    UsernameRefusedError: "username",
    PasswordTooShortError: "password",
    PasswordTooEasyError: "password",
    PasswordPersonalError: "password",
    InvalidEmailError: "email",
    EmailMissingError: "email",
    TooManyCodesError: "email",
    WrongCodeError: "code",
}


class FieldsView(GoalView):
    """Base of pages with such fields; a refusal shows the page again."""

    code_template = ViewPageTemplateFile("templates/field_code.pt")
    new_password_template = ViewPageTemplateFile("templates/field_new_password.pt")
    new_password_label = _("label_password", default="Password")

    def again(self, error: EloketError, page) -> str:
        """Show a page with what went wrong; nothing was changed."""
        transaction.doom()
        self.error = error
        tell_status(error, self.request)
        return page()

    @property
    def code_field(self) -> str:
        """The field for a code; its label and what was wrong."""
        return self.code_template()

    @property
    def new_password_field(self) -> str:
        """The field for a new password, with what it must be."""
        return self.new_password_template()

    @property
    def password_length(self) -> int:
        """Fewest characters of a password."""
        return setting("password_length")

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
