"""The control panel *E-loket*: how the installation is, and its settings."""

from collective.eloket import _
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.brand import brand
from collective.eloket.http.brand import contrast
from collective.eloket.http.brand import LEAST
from collective.eloket.http.brand import WHITE
from collective.eloket.http.errors import message_for
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.setup import logo
from collective.eloket.setup import state
from collective.eloket.setup.browser import pictures
from collective.eloket.setup.records import Record
from collective.eloket.setup.records import records
from collective.eloket.setup.rooms import GROUPS
from collective.eloket.setup.rooms import OTHERS
from plone import api
from plone.registry.interfaces import IRegistry
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.cachedescriptors.property import Lazy
from zope.component import getUtility
from zope.i18nmessageid import Message

import itertools


SAVED = _("message_settings_saved", default="The settings are saved.")
NOTHING_CHANGED = _("message_nothing_changed", default="Nothing was changed.")
CONTRAST_NOW = _(
    "note_contrast", default="Its contrast on white is ${contrast} to 1 now."
)


class SettingsView(FormView):
    """Shows the settings; a POST saves all of them, or none."""

    template = ViewPageTemplateFile("templates/settings.pt")
    permission = "collective.eloket: Change settings"
    page_title = _("heading_settings", default="E-loket: settings")

    def __init__(self, context, request):
        super().__init__(context, request)
        #: name → why it is refused
        self.wrong: dict[str, Message | str] = {}

    def answer(self) -> str:
        """Show the page, or save what was sent."""
        return self.save() if self.posted else self.template()

    def save(self) -> str:
        """Save what changed; when something is wrong, nothing."""
        read = {
            one.name: self.read(one.name, one.read, typed(self.request.form, one.name))
            for one in self.records
        }
        sent = pictures.sent(self.request.form)
        for name, content in sent.items():
            if content is not None:
                self.read(name, logo.checked_logo, content)
        if self.wrong:
            return self.again()
        self.keep(read, sent)
        return self.redirect(f"{self.context.absolute_url()}/{self.__name__}", 303)

    def read(self, name: str, reader, found) -> Any:
        """Return what a reader makes of it; None, and a note, when it refuses."""
        try:
            return reader(found)
        except InvalidAnswerError as error:
            self.wrong[name] = self.words_of(error)
            return None

    def words_of(self, error: EloketError) -> str:
        """Return why it is refused, in the reader's language."""
        return message_for(error, self.request)

    def keep(self, read: dict[str, Any], sent: pictures.Sent) -> None:
        """Write what differs, and who did it."""
        registry = getUtility(IRegistry)
        changed = [name for name in read if read[name] != registry[name]]
        for name in [*changed, *(pictures.RECORDS[name] for name in sent)]:
            actor = api.user.get_current().getId()
            audit.attempt(AuditEntry(actor, "manager", None, "setting.set", name))
        for name in changed:
            registry[name] = read[name]
        for name, content in sent.items():
            pictures.SETTERS[name](content)
        self.message(SAVED if changed or sent else NOTHING_CHANGED)

    @Lazy
    def records(self) -> list[Record]:
        """The settings."""
        return records(getUtility(IRegistry))

    @Lazy
    def fields(self) -> list[Field]:
        """All fields, in the order of the page."""
        return [self.field(record) for record in self.records]

    @property
    def wrong_fields(self) -> list[Field]:
        """All fields, those of pictures too."""
        found = [one for group in pictures.GROUPS for one in self.picture_fields(group)]
        return [*self.fields, *found]

    def picture_fields(self, group: str) -> list[Field]:
        """Return the fields of the pictures that stand below those of a room."""
        return pictures.fields_of(group, self.wrong)

    def field(self, record: Record) -> Field:
        """Return a setting as a field, with what was typed."""
        value = record.text
        if self.posted and record.control is not Control.FIXED:
            value = typed(self.request.form, record.name)
        return Field(
            record.name,
            record.control,
            record.field.title,
            value,
            help=record.field.description or None,
            note=self.note(record),
            words=self.wrong.get(record.name),
            choices=record.choices,
            required=record.field.required,
            least=record.least if record.control is Control.NUMBER else None,
            most=record.most if record.control is Control.NUMBER else None,
        )

    def note(self, record: Record) -> Message | None:
        """Return the contrast of a colour that must have some."""
        name = record.name.rpartition(".")[2]
        if record.group != "brand" or name not in LEAST:
            return None
        found = contrast(getattr(brand(), name), WHITE)
        return Message(CONTRAST_NOW, mapping={"contrast": f"{int(found * 10) / 10}"})

    @property
    def groups(self) -> list[dict]:
        """The fields by room, each with its heading."""
        pairs = zip(self.records, self.fields, strict=True)
        return [
            {
                "id": group,
                "title": GROUPS.get(group, OTHERS),
                "fields": [field for _record, field in found],
            }
            for group, found in itertools.groupby(pairs, lambda pair: pair[0].group)
        ]

    @Lazy
    def checks(self) -> list[state.Line]:
        """How the installation is."""
        return state.look(self.context)

    @property
    def variables(self) -> list[state.Line]:
        """Which variables are set."""
        return state.variables()

    @Lazy
    def origin(self) -> state.Origin:
        """From where this request seems to come."""
        return state.origin(self.request)

    @property
    def versions(self) -> dict[str, str]:
        """What runs here."""
        return state.versions()

    @property
    def has_logo(self) -> bool:
        """Has the site a logo of its own?"""
        return logo.has_logo()
