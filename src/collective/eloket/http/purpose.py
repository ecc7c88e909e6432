"""A form of staff that asks first why somebody looks; searches share it."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.http.errors import message_for
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


class PurposeForm(FormView):
    """Base: a subclass says the purposes, and which field a refusal is about."""

    #: The question, and the purposes to choose from with their words.
    purpose_title: Message
    purposes: Mapping[str, Message]
    #: Class of a refusal → name of the field; and the field of all others, if any.
    about: Mapping[type[Exception], str]
    about_others = ""

    def typed(self, name: str) -> str:
        """Return what was sent; nothing that an address says."""
        return typed(self.request.form, name).strip() if self.posted else ""

    @Lazy
    def purpose_fields(self) -> list[Field]:
        """Why somebody looks."""
        choices = [Choice("", _("choice_none", default="Choose"))]
        choices += [Choice(name, title) for name, title in self.purposes.items()]
        return [
            self.field(
                "purpose",
                self.purpose_title,
                Control.CHOICE,
                choices=tuple(choices),
                required=True,
            ),
            self.field(
                "words",
                _("label_purpose_words", default="Explanation"),
                help=_(
                    "help_purpose_words",
                    default="Write what the citizen may read. No data of others.",
                ),
            ),
        ]

    def field(self, name: str, title: Message, control=Control.LINE, **more) -> Field:
        """Return a field with what was typed, and what is wrong with it."""
        words = None
        if self.error is not None:
            wrong = self.about.get(type(self.error), self.about_others)
            words = message_for(self.error, self.request) if wrong == name else None
        return Field(name, control, title, value=self.typed(name), words=words, **more)
