"""What day does a card say? Written in Dutch, French or German, or as numbers."""

from collections.abc import Mapping
from collective.eloket.identity.eid.errors import CardFieldMalformedError
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from types import MappingProxyType

import re


#: Month as cards write it → its number. Source: Fedict eid-mw, "Belgian Electronic
#: Identity Card content" v5.4; e-Contract commons-eid, ``DateOfBirthDataConvertor``.
MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "JAN",
                "FEB FEV",
                "MAAR MARS MÄR",
                "APR AVR",
                "MEI MAI",
                "JUN JUIN",
                "JUL JUIL",
                "AUG AOUT",
                "SEP SEPT",
                "OKT OCT",
                "NOV",
                "DEC DEZ",
            ),
            start=1,
        )
        for name in names.split()
    }
)

#: ``03 MEI 2001``, ``1 JAN 1971``, ``22.DEZ. 1997``, ``13.AUG.1996``, ``05 MÄR 1980``.
IN_WORDS = re.compile(r"([0-9]{1,2})[ .]+([A-Za-zÄä]{3,4})[ .]+([0-9]{4})")
YEAR = re.compile(r"\d{4}", re.ASCII)
IN_NUMBERS = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class BirthDate:
    """A day, or a year only: the register does not know every birthday.

    ``month`` and ``day`` are both None when only the year is known.
    """

    year: int = field(repr=False)
    month: int | None = field(default=None, repr=False)
    day: int | None = field(default=None, repr=False)

    @property
    def iso(self) -> str:
        """``2001-05-03``, or ``2001`` when only the year is known."""
        if self.month is None or self.day is None:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def is_younger_than(self, years: int, today: date) -> bool:
        """Is this person surely or possibly younger than so many years?

        With a year only, the last day of that year counts: nobody is made older.
        """
        month, day = self.month or 12, self.day or 31
        age = today.year - self.year - ((today.month, today.day) < (month, day))
        return age < years


def birth_date(text: str) -> BirthDate:
    """Read a birth date.

    :raises CardFieldMalformedError: it is none.
    """
    if YEAR.fullmatch(text):
        return BirthDate(int(text))
    found = IN_WORDS.fullmatch(text)
    month = MONTHS.get(found[2].upper()) if found else None
    if found is None or month is None:
        raise CardFieldMalformedError("birth date")
    day = valid_date(int(found[3]), month, int(found[1]))
    return BirthDate(day.year, day.month, day.day)


def numeric_date(text: str) -> date:
    """Read ``DD.MM.YYYY``.

    :raises CardFieldMalformedError: it is none.
    """
    found = IN_NUMBERS.fullmatch(text)
    if found is None:
        raise CardFieldMalformedError("date")
    return valid_date(int(found[3]), int(found[2]), int(found[1]))


def valid_date(year: int, month: int, day: int) -> date:
    """Return the day.

    :raises CardFieldMalformedError: there is no such day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise CardFieldMalformedError("date") from None
