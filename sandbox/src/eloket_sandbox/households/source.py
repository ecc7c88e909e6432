"""Asks a database of households: an IHouseholdSource."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.interfaces import IHouseholdSource
from collective.eloket.mandates.model import Child
from datetime import date
from eloket_sandbox.households.tables import PARENTS_TABLE
from eloket_sandbox.households.tables import PERSONS_TABLE
from functools import lru_cache
from sqlalchemy import bindparam
from sqlalchemy import create_engine
from sqlalchemy import Engine
from sqlalchemy import Row
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from zope.interface import implementer

import os


#: SQLAlchemy address of the database; ``make start`` sets it: ``start/plan.py``.
VARIABLE = "ELOKET_SANDBOX_HOUSEHOLDS"

_PARENT = PERSONS_TABLE.alias("parent")
_CHILDREN = (
    select(
        PERSONS_TABLE.c.number,
        PERSONS_TABLE.c.given_names,
        PERSONS_TABLE.c.family_name,
        PERSONS_TABLE.c.birth_date,
        (PERSONS_TABLE.c.household == _PARENT.c.household).label("together"),
    )
    .join(PARENTS_TABLE, PARENTS_TABLE.c.child == PERSONS_TABLE.c.number)
    .join(_PARENT, _PARENT.c.number == PARENTS_TABLE.c.parent)
    .where(_PARENT.c.number == bindparam("number"))
    .order_by(PERSONS_TABLE.c.birth_date, PERSONS_TABLE.c.number)
)
_TOGETHER = (
    select(PERSONS_TABLE.c.number)
    .join(_PARENT, _PARENT.c.household == PERSONS_TABLE.c.household)
    .where(_PARENT.c.number == bindparam("number"))
    .where(PERSONS_TABLE.c.number != _PARENT.c.number)
)


@implementer(IHouseholdSource)
class SqlHouseholdSource:
    """See IHouseholdSource. The numbers go into the statements as values only."""

    def __init__(self, address: str | None = None) -> None:
        """``address``: None for that of the environment, read at the first question."""
        self._address = address

    def children(self, number: NationalNumber) -> list[Child]:
        """See IHouseholdSource."""
        return [
            Child(
                number=NationalNumber(row.number),
                given_names=row.given_names,
                family_name=row.family_name,
                birth_date=date.fromisoformat(row.birth_date),
                lives_with_parent=bool(row.together),
            )
            for row in self._rows(_CHILDREN, number)
        ]

    def household(self, number: NationalNumber) -> list[NationalNumber]:
        """See IHouseholdSource."""
        return [NationalNumber(row.number) for row in self._rows(_TOGETHER, number)]

    def _rows(self, statement, number: NationalNumber) -> list[Row]:
        try:
            address = self._address or os.environ[VARIABLE]
            with engine_of(address).connect() as connection:
                found = connection.execute(statement, {"number": number.digits})
                return list(found)
        except (KeyError, SQLAlchemyError):
            # the library's error would show the number
            raise HouseholdSilentError from None


@lru_cache(maxsize=4)
def engine_of(address: str) -> Engine:
    """Return the engine of an address; statements are never logged."""
    return create_engine(address, hide_parameters=True)
