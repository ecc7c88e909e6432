"""National numbers: checked, and never printed."""

from collective.eloket.identity.errors import InvalidNationalNumberError
from dataclasses import dataclass
from stdnum.be import bis
from stdnum.be import nn
from stdnum.exceptions import InvalidComponent
from stdnum.exceptions import ValidationError


@dataclass(frozen=True, slots=True, repr=False)
class NationalNumber:
    """A national or bis number of eleven digits with the right check digits.

    Sex and birth date are never derived from it: the register may have run out of
    numbers for a day, and bis numbers hide both. Only to refuse a
    child's card, or another birth date, is the day in it looked at: ``eid/age.py``.
    """

    digits: str

    @classmethod
    def parse(cls, text: object) -> "NationalNumber":
        """Read a number, with or without dots, dashes and blanks.

        :raises InvalidNationalNumberError: not a number of the national register.
        """
        if not isinstance(text, str):
            raise InvalidNationalNumberError
        try:
            return cls(validated(text))
        except ValidationError:
            raise InvalidNationalNumberError from None

    @property
    def ending(self) -> str:
        """The last two digits, the only ones that are ever shown."""
        return self.digits[-2:]

    def __repr__(self) -> str:
        return f"NationalNumber(…{self.ending})"

    __str__ = __repr__


def validated(text: str) -> str:
    """Return the digits of a national number, or else of a bis number.

    What ``stdnum.be.ssn`` does, in the order in which most people's numbers are found
    at once.

    :raises ValidationError: it is neither.
    """
    try:
        return nn.validate(text)
    except InvalidComponent:
        return bis.validate(text)
