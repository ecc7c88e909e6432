"""A question of a form, and how an answer to it is read."""

from collections.abc import Callable
from collective.eloket import _
from collective.eloket.catalogue import kinds
from collective.eloket.catalogue import special
from collective.eloket.catalogue.conditions import Condition
from collective.eloket.catalogue.filekinds import judged
from collective.eloket.catalogue.filekinds import USUAL
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.problems import MISSING
from collective.eloket.catalogue.problems import NO_CHOICE
from collective.eloket.catalogue.problems import NO_DATE
from collective.eloket.catalogue.problems import NO_NUMBER
from collective.eloket.catalogue.problems import NOT_PLAIN
from collective.eloket.catalogue.problems import NOT_RIGHT
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.problems import TOO_LONG
from collective.eloket.plaintext import is_plain
from collective.eloket.plaintext import plain
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from plone.namedfile.interfaces import INamedBlobFileField
from plone.namedfile.interfaces import INamedFileField
from typing import Any
from zope.i18nmessageid import Message
from zope.schema import interfaces
from zope.schema.interfaces import IField
from zope.schema.interfaces import ValidationError


#: Kinds of questions, the most special first.
KINDS = (
    ("file", INamedBlobFileField),
    ("file", INamedFileField),
    ("yes_no", interfaces.IBool),
    ("choice", interfaces.IChoice),
    ("choices", interfaces.ICollection),
    ("date", interfaces.IDate),
    ("number", interfaces.IInt),
    ("national_number", special.INationalNumber),
    ("enterprise", special.IEnterpriseNumber),
    ("phone", special.IPhone),
    ("iban", special.IBankAccount),
    ("address", special.IPostalAddress),
    ("line", interfaces.ITextLine),
    ("text", interfaces.IText),
)

LONGEST_LINE = 500
LONGEST_TEXT = 10_000
LARGEST_FILE_BYTES = 10 * 1024 * 1024

TOO_BIG = _(
    "problem_too_big",
    default="${name} is too big. Choose a file up to 10 MB.",
)

EMPTY_FILE = _("problem_empty_file", default="This file is empty. Choose another one.")

#: What a field says → what the citizen reads.
WORDS = (
    (interfaces.RequiredMissing, MISSING),
    (interfaces.TooLong, TOO_LONG),
    (interfaces.ConstraintNotSatisfied, NOT_RIGHT),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as citizens see it; ``source`` names the parameter that answers."""

    name: str
    title: str
    hint: str
    kind: str
    required: bool
    field: IField = dataclass_field(repr=False, compare=False)
    source: str | None = None
    group: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    #: When it is asked; None: always.
    when: Condition | None = None
    #: What stands in the field at first, as a form sends it.
    default: str | list[str] | None = None
    #: Which kinds of files it takes; see ``filekinds``.
    files: tuple[str, ...] = USUAL
    #: What an editor chose to look at; each raises a Problem.
    checks: tuple[Callable[[Any], None], ...] = dataclass_field(
        default=(), repr=False, compare=False
    )

    def read(self, sent: Any) -> Any:
        """Return the answer as a value of JSON's kinds, or an Upload; None when empty.

        :raises Problem: it is missing or not right.
        """
        value = None if sent in ("", None, []) else READERS[self.kind](self, sent)
        if value is None:
            if self.required:
                raise Problem(NO_CHOICE if self.choices else MISSING)
            return None
        for check in self.checks:
            check(value)
        return value

    def title_of(self, token: str) -> str:
        """Return what a choice is called."""
        return dict(self.choices).get(token, token)

    def shown(self, value: Any) -> str:
        """Return an answer as a person reads it, without yes and no."""
        if value is None:
            return ""
        if isinstance(value, dict):
            return kinds.address_line(value)
        if isinstance(value, list):
            return ", ".join(self.title_of(token) for token in value)
        if self.kind == "date":
            return f"{date.fromisoformat(value):%d-%m-%Y}"
        return self.title_of(value) if self.choices else str(value)


def _check(question: Question, value: Any) -> None:
    try:
        question.field.validate(value)
    except ValidationError as error:
        for cause, message in WORDS:
            if isinstance(error, cause):
                raise Problem(message) from None
        raise Problem(NOT_RIGHT) from None


def _text(question: Question, sent: Any, longest: int) -> str | None:
    if not isinstance(sent, str):
        raise Problem(NOT_RIGHT)
    text = plain(sent)
    if not text:
        return None
    if len(text) > longest:
        raise Problem(TOO_LONG)
    if not is_plain(text, lines=True):
        raise Problem(NOT_PLAIN)
    _check(question, text)
    return text


def read_line(question: Question, sent: Any) -> str | None:
    """Return one line of text."""
    if isinstance(sent, str) and "\n" in plain(sent):
        raise Problem(NOT_RIGHT)
    return _text(question, sent, LONGEST_LINE)


def read_text(question: Question, sent: Any) -> str | None:
    """Return text of several lines."""
    return _text(question, sent, LONGEST_TEXT)


def read_yes_no(question: Question, sent: Any) -> bool:
    """Return a yes or no; a form sends words, JSON sends booleans."""
    found = {True: True, False: False, "yes": True, "no": False}.get(
        sent if isinstance(sent, bool | str) else None
    )
    if found is None:
        raise Problem(NO_CHOICE)
    return found


def read_choice(question: Question, sent: Any) -> str:
    """Return the token of a choice that is on offer."""
    if not isinstance(sent, str) or sent not in dict(question.choices):
        raise Problem(NO_CHOICE)
    return sent


def read_choices(question: Question, sent: Any) -> list[str]:
    """Return the tokens of choices, in the form's order."""
    wanted = [sent] if isinstance(sent, str) else sent
    if not isinstance(wanted, list):
        raise Problem(NO_CHOICE)
    for token in wanted:
        read_choice(question, token)
    return [token for token, _title in question.choices if token in wanted]


def read_date(question: Question, sent: Any) -> str:
    """Return a date as ISO 8601; browsers send it so."""
    try:
        value = date.fromisoformat(sent if isinstance(sent, str) else "")
    except ValueError:
        raise Problem(NO_DATE) from None
    _check(question, value)
    return value.isoformat()


def read_number(question: Question, sent: Any) -> int:
    """Return a whole number."""
    text = str(sent).strip() if isinstance(sent, int | str) else ""
    if isinstance(sent, bool) or not text.removeprefix("-").isdecimal():
        raise Problem(NO_NUMBER)
    if len(text) > 18:
        raise Problem(TOO_LONG)
    _check(question, int(text))
    return int(text)


def read_file(question: Question, sent: Any) -> Upload:
    """Return a file that was handed in."""
    if not isinstance(sent, Upload):
        raise Problem(NOT_RIGHT)
    if len(sent.data) > LARGEST_FILE_BYTES:
        # how big is not known: the rest was not read
        raise Problem(Message(TOO_BIG, mapping={"name": sent.name}))
    if not sent.data:
        raise Problem(EMPTY_FILE)
    return judged(sent, question.files)


READERS = {
    "line": read_line,
    "text": read_text,
    "yes_no": read_yes_no,
    "choice": read_choice,
    "choices": read_choices,
    "date": read_date,
    "number": read_number,
    "file": read_file,
    "national_number": lambda _question, sent: kinds.national_number(sent),
    "enterprise": lambda _question, sent: kinds.enterprise_number(sent),
    "phone": lambda _question, sent: kinds.phone(sent),
    "iban": lambda _question, sent: kinds.bank_account(sent),
    "address": lambda _question, sent: kinds.address(sent),
}
