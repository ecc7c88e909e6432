"""How old is a person? From the birth date we know.

Only who registers is also judged by the national number, and only to be refused.
"""

from collective.eloket.identity.eid.age import check_number_old_enough
from collective.eloket.identity.eid.dates import BirthDate
from collective.eloket.identity.eid.errors import CardAgeUnknownError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.eid.verify import YOUNGEST
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import TLS
from collective.eloket.identity.evidence import WEBEID
from collective.eloket.identity.levels import AssuranceLevel
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

    ``now`` is aware; the day in Belgium counts. A provider that says no birth date is
    believed where the number does not tell: it knows its people.

    :raises CardTooYoungError: the person is younger than twelve, or may be.
    :raises CardAgeUnknownError: a card said only the number, which does not tell.
    """
    try:
        _check_age(evidence, now)
    except CardAgeUnknownError:
        if evidence.proof in BY_CARD:
            raise


def check_not_too_young(evidence: Evidence, now: datetime) -> None:
    """Check who may still show more of their card; see ``check_old_enough``.

    :raises CardTooYoungError: the person is younger than twelve, or may be.
    """
    try:
        _check_age(evidence, now)
    except CardAgeUnknownError:
        return


def _check_age(evidence: Evidence, now: datetime) -> None:
    today = belgian_day(now)
    born = birth_date(evidence.attributes.get("birth_date", ""))
    if born is None and evidence.number is not None:
        check_number_old_enough(evidence.number, today)
    if born is not None and born.is_younger_than(YOUNGEST, today):
        raise CardTooYoungError


def birth_date(text: str) -> BirthDate | None:
    """Return the day, or the year, that is written there; None when it is neither."""
    day = read_date(text)
    if day is not None:
        return BirthDate(day.year, day.month, day.day)
    return BirthDate(int(text)) if YEAR.fullmatch(text.strip()) else None
