"""What a manager typed, read once: persons, a right, days and a reason."""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates.enterprises.errors import PeriodError
from collective.eloket.mandates.enterprises.errors import TooManyAtOnceError
from collective.eloket.mandates.enterprises.errors import WorkRelationFieldError
from collective.eloket.parameters.checks import email_address
from collective.eloket.parameters.checks import phone_number
from collective.eloket.parameters.checks import plain_text
from collective.eloket.parameters.errors import InvalidChoiceError
from collective.eloket.parameters.errors import InvalidEmailError
from collective.eloket.parameters.errors import InvalidPhoneError
from collective.eloket.parameters.lookups import read_date
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from typing import Any


#: One page or call names so many at most.
MOST_AT_ONCE = 50
LONGEST_REASON = 1000
#: In place of a number that nobody typed.
UNSAID = NationalNumber("")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a manager names; what is not said is empty."""

    number: NationalNumber
    given_names: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def is_named(self) -> bool:
        """Is there a whole name?"""
        return bool(self.given_names and self.family_name)


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Belgium, the end included; without an end it goes on."""

    begin: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What is given to each of these persons."""

    persons: tuple[Person, ...]
    right: str
    period: Period
    contexts: tuple[str, ...] = ()
    reason: str = field(default="", repr=False)


def read_grant(sent: Mapping[str, object], today: date) -> Grant:
    """Return what somebody wants to give; without a begin it is from ``today``.

    :raises WorkRelationFieldError: something about a person is not right.
    :raises TooManyAtOnceError: too many persons, or none.
    :raises PeriodError: a day is none, is past, or the end comes before the begin.
    """
    right = sent.get("right")
    return Grant(
        persons=tuple(map(read_person, _some(sent.get("persons")))),
        right=right if isinstance(right, str) else "",
        period=read_period(sent, today),
        contexts=_texts(sent.get("contexts", [])),
        reason=read_reason(sent),
    )


def read_person(sent: object) -> Person:
    """Return a person whom somebody typed; only the number is needed.

    :raises WorkRelationFieldError: something is not right; ``field`` says what.
    """
    said = sent if isinstance(sent, Mapping) else {}
    number = _checked("number", NationalNumber.parse, said.get("number"))
    return replace(read_words(said), number=number)


def read_words(said: Mapping[str, object]) -> Person:
    """Return what somebody typed of a person whose number is known otherwise.

    :raises WorkRelationFieldError: something is not right; ``field`` says what.
    """
    return Person(
        number=UNSAID,
        given_names=_checked("given_names", plain_text, said.get("given_names", "")),
        family_name=_checked("family_name", plain_text, said.get("family_name", "")),
        email=_checked("email", email_address, said.get("email", "")),
        phone=_checked("phone", phone_number, said.get("phone", "")),
    )


def read_period(sent: Mapping[str, object], today: date) -> Period:
    """Return the days of a right that is given on ``today``.

    :raises PeriodError: one is no day, is past, or the end comes before the begin.
    """
    begin = _day(sent.get("begin")) or today
    end = _day(sent.get("end"))
    if begin < today or (end is not None and end < begin):
        raise PeriodError
    return Period(begin, end)


def read_reason(sent: Mapping[str, object]) -> str:
    """Return why; empty when nothing is said.

    :raises WorkRelationFieldError: no text, or far too long.
    """
    said = sent.get("reason") or ""
    if not isinstance(said, str) or len(said) > LONGEST_REASON:
        raise WorkRelationFieldError("reason")
    return said.strip()


def read_holdings(sent: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return member and holding of each right that is named as ``member.holding``.

    :raises TooManyAtOnceError: too many, or none.
    """
    names = _texts(_some(sent.get("holdings")))
    pairs = [name.partition(".") for name in names]
    return [(member, id) for member, _point, id in pairs]


def _checked(field: str, check: Any, value: object) -> Any:
    try:
        return check(value)
    except (
        InvalidChoiceError,
        InvalidEmailError,
        InvalidNationalNumberError,
        InvalidPhoneError,
    ):
        raise WorkRelationFieldError(field) from None


def _day(value: object) -> date | None:
    """Return a day; None when none is said."""
    if value in (None, ""):
        return None
    found = read_date(value) if isinstance(value, str) else None
    if found is None:
        raise PeriodError
    return found


def _some(value: object) -> Sequence[object]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_AT_ONCE:
        raise TooManyAtOnceError
    return value


def _texts(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list | tuple) else ()
    return tuple(one for one in found if isinstance(one, str))
