"""A form of a manager: fields, what is wrong with them, and where it leads."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormFields
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.browser.mine.part import Part
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.enterprises.errors import NotManagerError
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


#: What is said on the form itself, and not on a page of its own.
SAID_HERE = (InvalidAnswerError, ConflictError, NotAllowedError, NotFoundError)


class FormPart(FormFields, Part):
    """Base: a subclass has ``fields`` and does what was sent in ``do``."""

    template = ViewPageTemplateFile("templates/form.pt")
    heading: Message
    lead: Message | None = None
    action: Message
    #: Look of the main button.
    button = "btn-primary"
    wrong: EloketError | None = None
    #: Field that the error is about; empty: about none of them.
    wrong_field = ""

    def respond(self) -> str:
        """Show the form, or do what was sent.

        :raises NotManagerError: this person does not manage the organisation.
        """
        # who may not come here is refused before anything is read
        self.check()
        if not self.posted:
            return self.show()
        try:
            return self.do()
        except NotManagerError:
            raise
        except SAID_HERE as error:
            return self.again(error)

    def check(self) -> None:
        """Refuse who may not see the form; by default who does not manage there."""
        self.manager(self.path[1])

    def show(self) -> str:
        """Return the form."""
        return self.template()

    def do(self) -> str:
        """Do what was sent, and lead on; a subclass says how."""

    def fields(self) -> list[Field]:
        """Return the fields; a subclass that shows them says which."""

    def again(self, error: EloketError) -> str:
        """Show the form with what is not right; nothing is kept."""
        transaction.doom()
        self.wrong = error
        tell_status(error, self.request)
        return self.show()

    @cached_property
    def managing(self) -> enterprises.Manager:
        """Who is signed in, as manager of the organisation that the path names."""
        return self.manager(self.path[1])

    @property
    def number(self) -> OrganisationNumber:
        """The number of that organisation."""
        return self.managing.organisation.number

    @property
    def place(self) -> str:
        """The organisation in words; empty where the form is for none."""
        organisation = self.managing.organisation
        return f"{organisation.name}, {organisation.number.shown}"

    @property
    def people_url(self) -> str:
        """Address of its people."""
        return self.url("organisaties", self.number.code)

    @property
    def back_url(self) -> str:
        """Where one goes without doing anything."""
        return self.people_url

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return self.url(*self.path)

    @property
    def note(self) -> str:
        """What is wrong with none of the fields, in words; empty: nothing."""
        if self.wrong is None or self.wrong_field:
            return ""
        return message_for(self.wrong, self.request)

    def field(self, name: str, title: Message, value: str = "", **more) -> Field:
        """Return a field with what was typed, else ``value``."""
        control = more.pop("control", Control.LINE)
        typed = self.said(name) if self.posted else value
        if control == Control.CHOICES and self.posted:
            typed = " ".join(self.chosen(name))
        is_wrong = self.wrong is not None and self.wrong_field == name
        words = message_for(self.wrong, self.request) if is_wrong else None
        return Field(name, control, title, typed, words=words, **more)
