"""Is somebody old enough, and born then, as far as the number tells? Only to refuse.

A certificate says no birth date and no kind of card. The number holds the day under
which the register filed somebody, in most cases the birth date. It never becomes a
value that is shown or kept: see ``docs/developers/decisions/age-by-number.md``.
"""

from collective.eloket.identity.eid.dates import BirthDate
from collective.eloket.identity.eid.errors import CardAgeUnknownError
from collective.eloket.identity.eid.errors import CardKindUnknownError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.eid.verify import YOUNGEST
from collective.eloket.identity.numbers import NationalNumber
from datetime import date
from stdnum.be import nn


#: From this age on nobody has a child's card in force: they are given to children under
#: twelve, for three years at most, also those of foreigners. Source: royal decree of 10
#: December 1996, as changed on 7 April 2023; for foreigners, the same since 2024.
NO_CHILDS_CARD = YOUNGEST + 3


def check_number_old_enough(number: NationalNumber, today: date) -> None:
    """Check who has this number, and showed only that of their card.

    ``today`` is the day in Belgium.

    :raises CardTooYoungError: surely younger than twelve.
    :raises CardAgeUnknownError: the number does not tell.
    :raises CardKindUnknownError: twelve or older, but a child's card may be in force.
    """
    born = filed_under(number)
    if born is None:
        raise CardAgeUnknownError
    earliest = BirthDate(born.year, born.month or 1, born.day or 1)
    if earliest.is_younger_than(YOUNGEST, today):
        raise CardTooYoungError
    if born.is_younger_than(YOUNGEST, today):
        raise CardAgeUnknownError
    if born.is_younger_than(NO_CHILDS_CARD, today):
        raise CardKindUnknownError


def filed_under(number: NationalNumber) -> BirthDate | None:
    """Return the day in the number, without month or day where those mean nothing.

    None: the register knew not even the year. Century by the check digits; months of
    bis numbers are 20 or 40 higher (python-stdnum, ``stdnum.be.nn``; IBZ, *IT000
    Rijksregisternummer*).
    """
    year = nn.get_birth_year(number.digits)
    if year is None:
        return None
    day = nn.get_birth_date(number.digits)
    return BirthDate(year, nn.get_birth_month(number.digits), day.day if day else None)


def tells_another_day(number: NationalNumber, born: date) -> bool:
    """Does the number tell that its holder was surely not born on that day?

    Year, month and day as far as they mean something. A bis number tells nothing: its
    day may be an estimate.
    """
    filed = filed_under(number)
    if filed is None or is_bis(number):
        return False
    parts = ((filed.month, born.month), (filed.day, born.day))
    return filed.year != born.year or any(
        told not in (None, typed) for told, typed in parts
    )


def is_bis(number: NationalNumber) -> bool:
    """Is it a bis number? Its month is 20 or 40 higher (IBZ, *IT000*)."""
    return int(number.digits[2:4]) >= 20
