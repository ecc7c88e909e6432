"""The settings of the e-loket as fields: every registry record of ours, by room.

Nothing is listed twice: a record that a room brings is on the page.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.accounts import means
from collective.eloket.accounts.tls import door
from collective.eloket.cases.registration import settings as registration
from collective.eloket.catalogue import closing
from collective.eloket.documents.letterhead import SCAN_RECORD
from collective.eloket.documents.seal import address
from collective.eloket.http import brand
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.limits import networks
from collective.eloket.outbox import destinations
from collective.eloket.outbox import private
from collective.eloket.rights.register import processors
from collective.eloket.setup.errors import SettingRefusedError
from collective.eloket.setup.record_words import NO_DATE
from collective.eloket.setup.record_words import NO_NUMBER
from collective.eloket.setup.record_words import NO_NUMBER_AT_ALL
from collective.eloket.setup.record_words import NO_NUMBER_BETWEEN
from collective.eloket.setup.record_words import NOT_EMPTY
from collective.eloket.setup.record_words import NOT_THIS
from collective.eloket.setup.rooms import place_of
from dataclasses import dataclass
from datetime import date
from plone import api
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from zope.schema import ValidationError
from zope.schema.interfaces import IASCIILine
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IField
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine


OURS = "collective.eloket."
#: What people do not set here: where the e-desk is, what another page keeps, and a
#: picture, which has a field of its own.
HIDDEN = frozenset(
    {
        "collective.eloket.http.desk",
        "collective.eloket.oidc.switched_off",
        SCAN_RECORD,
    }
)
#: A stricter look than the record's own, by name.
CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "collective.eloket.audit.anchor_mail": destinations.checked_mail,
    "collective.eloket.audit.anchor_webhook": destinations.checked_webhook,
    "collective.eloket.audit.anchor_stamps": address.checked_authority,
    "collective.eloket.brand.main": lambda text: brand.checked_colour("main", text),
    "collective.eloket.brand.dark": lambda text: brand.checked_colour("dark", text),
    "collective.eloket.brand.accent": lambda text: brand.checked_colour("accent", text),
    "collective.eloket.accounts.card_host": door.checked_host,
    "collective.eloket.accounts.minimum_means": means.checked_means,
    registration.ADDRESS: registration.checked_address,
    "collective.eloket.catalogue.closing_days": closing.checked_days,
    "collective.eloket.limits.trusted_proxies": networks.checked_networks,
    "collective.eloket.documents.stamp_authority": address.checked_authority,
    private.HOSTS: private.checked_hosts,
    processors.RECORD: processors.checked_processors,
}
#: What another permission is needed for than for the page; without it, it is shown.
NEEDS: Mapping[str, str] = {private.HOSTS: private.PERMISSION}


@dataclass(frozen=True, slots=True)
class Record:
    """A setting: its registry record and how it is filled in."""

    name: str
    field: IField
    value: Any

    @property
    def group(self) -> str:
        """The room that brings it."""
        return self.name.removeprefix(OURS).partition(".")[0]

    @property
    def control(self) -> Control:
        """How it is filled in; what we cannot show as a field is fixed."""
        needed = NEEDS.get(self.name)
        if needed is not None and not api.user.has_permission(needed, obj=getSite()):
            return Control.FIXED
        if self.group == "brand":
            return Control.COLOUR
        return next(
            (control for kind, control in CONTROLS if kind.providedBy(self.field)),
            Control.FIXED,
        )

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The words to choose from."""
        if not IChoice.providedBy(self.field):
            return ()
        none = () if self.field.required else (Choice("", "-"),)
        terms = [Choice(term.token, term.title or term.token) for term in self.terms]
        return (*none, *terms)

    @property
    def terms(self) -> Iterable[Any]:
        """The terms of the vocabulary."""
        return self.field.bind(getSite()).vocabulary or ()

    @property
    def text(self) -> str:
        """The value as it stands in the field."""
        if self.value is None:
            return ""
        if isinstance(self.value, tuple | list):
            return "\n".join(self.value)
        if self.control is Control.FLAG:
            return "true" if self.value else ""
        return str(self.value)

    def read(self, text: str) -> Any:
        """Return the value that a text means.

        :raises InvalidAnswerError: the setting does not take it; its words say why.
        """
        value = READERS[self.control](self, text.strip())
        if self.name in CHECKS:
            value = CHECKS[self.name](value)
        try:
            self.field.validate(value)
        except ValidationError:
            raise SettingRefusedError(self.why_not(value)) from None
        return value

    def why_not(self, value: Any) -> Message:
        """Return why the record's own check refuses a value."""
        if value in (None, "") or value == ():
            return NOT_EMPTY
        bounds = {"least": self.least, "most": self.most}
        if self.control is Control.NUMBER and self.least is not None:
            words = NO_NUMBER if self.most is None else NO_NUMBER_BETWEEN
            return Message(words, mapping=bounds)
        return NOT_THIS

    @property
    def least(self) -> int | None:
        """The least number that is taken."""
        return getattr(self.field, "min", None)

    @property
    def most(self) -> int | None:
        """The greatest number that is taken."""
        return getattr(self.field, "max", None)


def read_number(record: Record, text: str) -> int | None:
    """Return a whole number; None for an empty field."""
    try:
        return int(text) if text else None
    except ValueError:
        raise SettingRefusedError(NO_NUMBER_AT_ALL) from None


def read_date(record: Record, text: str) -> date | None:
    """Return a day; None for an empty field."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingRefusedError(NO_DATE) from None


def read_lines(record: Record, text: str) -> Any:
    """Return a text of lines, or the lines, as the record keeps them."""
    if not ICollection.providedBy(record.field):
        return text or None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return record.field._type(lines)


def read_choice(record: Record, text: str) -> Any:
    """Return what the chosen word stands for; None for none."""
    found = [term.value for term in record.terms if term.token == text]
    if text and not found:
        raise SettingRefusedError(NOT_THIS)
    return found[0] if found else None


def read_fixed(record: Record, text: str) -> Any:
    """Return what is set: the page does not change it."""
    return record.value


#: The first that fits.
CONTROLS = (
    (IBool, Control.FLAG),
    (IInt, Control.NUMBER),
    (IDate, Control.DATE),
    (IChoice, Control.CHOICE),
    (ICollection, Control.LINES),
    (ITextLine, Control.LINE),
    (IASCIILine, Control.LINE),
    (IText, Control.LINES),
)
READERS: Mapping[Control, Callable[[Record, str], Any]] = {
    Control.FLAG: lambda _record, text: text == "true",
    Control.NUMBER: read_number,
    Control.DATE: read_date,
    Control.CHOICE: read_choice,
    Control.LINES: read_lines,
    Control.LINE: lambda _record, text: text or None,
    Control.COLOUR: lambda _record, text: text,
    Control.FIXED: read_fixed,
}


def records(registry: IRegistry) -> list[Record]:
    """Return the settings of the e-loket, room by room."""
    found = [
        Record(name, record.field, record.value)
        for name, record in registry.records.items()
        if name.startswith(OURS) and name not in HIDDEN
    ]
    return sorted(found, key=lambda one: place_of(one.group, one.name))
