"""Fields of a form for staff: what is asked, what was typed, and what is wrong."""

from collections.abc import Iterable
from collective.eloket.errors import NotAllowedError
from collective.eloket.http.clerk_level import check_clerk_level
from collective.eloket.http.view import EloketView
from dataclasses import dataclass
from enum import StrEnum
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Unauthorized
from zope.i18nmessageid import Message

import transaction


#: Longer texts in a field are cut off: nothing we set is as long.
LONGEST_TEXT = 20_000


class Control(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    COLOUR = "colour"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    WRITE_ONLY = "write_only"
    FILE = "file"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Choice:
    """A word to choose, and how people read it."""

    value: str
    title: str | Message


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``value``: what stands in it as text, words of ``choices`` apart by blanks; never a
    secret. ``help``: what it is; ``note``: what holds now or unless it is filled in;
    ``words``: why it is refused, None when it is not. ``autocomplete``: what it is of
    who fills it in (WCAG 2.2, 1.3.5 and section 7); about anybody else: off.
    """

    name: str
    control: Control
    title: str | Message
    value: str = ""
    help: str | Message | None = None
    note: str | Message | None = None
    words: str | Message | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = False
    least: int | None = None
    most: int | None = None
    autocomplete: str = "off"

    @property
    def id(self) -> str:
        """Id of the control in the page."""
        return "field-" + self.name.replace(".", "-").replace("_", "-")

    @property
    def described_by(self) -> str | None:
        """Ids of what a screen reader says besides the label: hints, then the error."""
        parts = {"help": self.help, "note": self.note, "error": self.words}
        return " ".join(f"{self.id}-{name}" for name, is_it in parts.items() if is_it)

    @property
    def chosen(self) -> frozenset[str]:
        """The words that are chosen."""
        return frozenset(self.value.split())


def typed(form: dict[str, object], name: str) -> str:
    """Return what was typed; several words apart by blanks, nothing for what is odd."""
    found = form.get(name, "")
    if isinstance(found, list):
        found = " ".join(one for one in found if isinstance(one, str))
    text = found if isinstance(found, str) else ""
    return text[:LONGEST_TEXT].replace("\r\n", "\n")


class FormFields:
    """Mixed into a page: how its fields look."""

    _fields = ViewPageTemplateFile("templates/fields.pt")
    _errors = ViewPageTemplateFile("templates/errors.pt")

    def shown_fields(self, fields: Iterable[Field]) -> str:
        """Return the fields as markup; for ``structure`` in templates."""
        return self._fields(fields=list(fields))

    def shown_errors(self, fields: Iterable[Field]) -> str:
        """Return the list of what is wrong, with links to the fields; or nothing."""
        shown = list(fields)
        wrong = [field for field in shown if field.words]
        secret = any(field.control == Control.WRITE_ONLY for field in shown)
        return self._errors(fields=wrong, secret=secret) if wrong else ""


class FormView(FormFields, EloketView):
    """Base of pages for staff with such fields; a subclass writes ``answer()``."""

    #: Title of the permission to see and use the page.
    permission: str
    #: Does it show data of citizens, so that clerks must be signed in surely?
    for_clerks = False
    #: Is something wrong with what was sent? Then the window's title says so.
    failed = False

    def respond(self) -> str:
        """Return the page to who may use it.

        :raises Unauthorized: nobody is signed in; they are led to the staff's login.
        :raises NotAllowedError: somebody is, and may not.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        """
        if not api.user.has_permission(self.permission, obj=self.context):
            raise Unauthorized if api.user.is_anonymous() else NotAllowedError
        if self.for_clerks:
            check_clerk_level()
        return self.answer()

    def answer(self) -> str:
        """Return the page, or do what was sent; refuse by raising an EloketError."""
        return self.template()

    def again(self) -> str:
        """Show the page again with what is wrong; nothing is kept."""
        transaction.doom()
        self.failed = True
        self.request.response.setStatus(400)
        return self.template()
