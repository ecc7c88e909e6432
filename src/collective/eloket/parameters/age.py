"""How old is a person? From the birth date we know.

Only who registers is also judged by the national number, and only to be refused.
"""

from collective.eloket.identity.eid.age import check_number_old_enough
from collective.eloket.identity.eid.dates import BirthDate
from collective.eloket.identity.eid.errors import CardAgeUnknownError
from collective.eloket.identity.eid.errors import CardKindUnknownError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.eid.verify import YOUNGEST
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import TLS
from collective.eloket.identity.evidence import WEBEID
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters.lookups import read_date
from collective.eloket.parameters.service import known
from datetime import date
from datetime import datetime

import re


#: Proofs by the card itself: nobody but us looked how old its holder is.
BY_CARD = frozenset({WEBEID, TLS})
#: The register does not know every birthday.
YEAR = re.compile(r"\d{4}", re.ASCII)


def is_too_young(person_id: str, years: int, today: date) -> bool:
    """Is this person younger than so many years, as far as we know?

    False while no birth date is known, or none that can be read: who decides looks
    then. With a year only, its last day counts: nobody is made older.
    """
    value = known(person_id, AssuranceLevel.HIGH).get("birth_date")
    born = birth_date(value.value if value is not None else "")
    return born is not None and born.is_younger_than(years, today)


def check_old_enough(evidence: Evidence, now: datetime) -> None:
    """Check who registers, by the birth date that the proof says, else by the number.

    ``now`` is aware; the day in Belgium counts.

    :raises CardTooYoungError: the person is younger than twelve, or may be.
    :raises CardError: see ``check_number``.
    """
    _check_age(evidence, evidence.proof in BY_CARD, now)


def check_not_too_young(evidence: Evidence, now: datetime) -> None:
    """Check who may still show more of their card; see ``check_old_enough``.

    :raises CardTooYoungError: the person is younger than twelve, or may be.
    """
    _check_age(evidence, False, now)


def check_number(number: NationalNumber, by_card: bool, now: datetime) -> None:
    """Check who brings a number and nothing else that tells an age.

    ``by_card``: the card itself proved it. A provider is believed where the number does
    not tell: it knows its people.

    :raises CardTooYoungError: the person is younger than twelve.
    :raises CardAgeUnknownError: a card said only the number, which does not tell.
    :raises CardKindUnknownError: … of an age at which the card may be a child's.
    """
    try:
        check_number_old_enough(number, belgian_day(now))
    except (CardAgeUnknownError, CardKindUnknownError):
        if by_card:
            raise


def _check_age(evidence: Evidence, by_card: bool, now: datetime) -> None:
    born = birth_date(evidence.attributes.get("birth_date", ""))
    if born is None and evidence.number is not None:
        check_number(evidence.number, by_card, now)
    if born is not None and born.is_younger_than(YOUNGEST, belgian_day(now)):
        raise CardTooYoungError


def birth_date(text: str) -> BirthDate | None:
    """Return the day, or the year, that is written there; None when it is neither."""
    day = read_date(text)
    if day is not None:
        return BirthDate(day.year, day.month, day.day)
    return BirthDate(int(text)) if YEAR.fullmatch(text.strip()) else None
