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
from collective.eloket.accounts.errors import WrongOldPasswordError
from collective.eloket.accounts.registry import setting
from collective.eloket.http.errors import message_for
from collective.eloket.parameters.errors import InvalidEmailError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


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
    WrongOldPasswordError: "old",
}


class FieldsView(GoalView):
    """Base of pages with such fields; a refusal shows the page again."""

    code_template = ViewPageTemplateFile("templates/field_code.pt")
    new_password_template = ViewPageTemplateFile("templates/field_new_password.pt")
    username_template = ViewPageTemplateFile("templates/field_username.pt")
    email_template = ViewPageTemplateFile("templates/field_email.pt")
    old_password_template = ViewPageTemplateFile("templates/field_old_password.pt")
    errors_template = ViewPageTemplateFile("templates/field_errors.pt")
    new_password_label = _("label_password", default="Password")

    @property
    def code_field(self) -> str:
        """The field for a code; its label and what was wrong."""
        return self.code_template()

    @property
    def new_password_field(self) -> str:
        """The field for a new password, with what it must be."""
        return self.new_password_template()

    @property
    def username_field(self) -> str:
        """The field for a user name, with what it must be or which ones are free."""
        return self.username_template()

    @property
    def email_field(self) -> str:
        """The field for an address that a code goes to."""
        return self.email_template()

    @property
    def old_password_field(self) -> str:
        """The field for the password of today."""
        return self.old_password_template()

    @property
    def error_list(self) -> str:
        """What was wrong, with a link to its field; nothing when nothing was."""
        return self.errors_template() if self.error else ""

    @property
    def wrong_field(self) -> str | None:
        """The field that the refusal is about."""
        return FIELDS.get(type(self.error))

    @property
    def suggestions(self) -> str:
        """User names that are free, after one that is taken."""
        details = getattr(self.error, "details", {})
        return ", ".join(details.get("suggestions", ()))

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
        return self.wrong_field == field

    def typed(self, field: str) -> str:
        """What was typed there, to be shown again; never a password."""
        return text(self.request.form.get(field))
