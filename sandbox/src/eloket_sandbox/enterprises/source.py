"""Asks a database of organisations: an IEnterpriseRegister, by name too."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseNames
from collective.eloket.mandates.enterprises.model import Organisation
from eloket_sandbox.enterprises.tables import FUNCTIONS_TABLE
from eloket_sandbox.enterprises.tables import ORGANISATIONS_TABLE
from eloket_sandbox.households.source import engine_of
from sqlalchemy import bindparam
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from zope.interface import implementer

import os


#: SQLAlchemy address of the database; ``make start`` sets it: ``start/plan.py``.
VARIABLE = "ELOKET_SANDBOX_ENTERPRISES"

_FOUND = (
    select(ORGANISATIONS_TABLE, FUNCTIONS_TABLE.c.person)
    .outerjoin(
        FUNCTIONS_TABLE,
        FUNCTIONS_TABLE.c.organisation == ORGANISATIONS_TABLE.c.number,
    )
    .where(ORGANISATIONS_TABLE.c.number == bindparam("number"))
)
_REPRESENTED = (
    select(FUNCTIONS_TABLE.c.organisation)
    .where(FUNCTIONS_TABLE.c.person == bindparam("number"))
    .order_by(FUNCTIONS_TABLE.c.organisation)
)


@implementer(IEnterpriseNames)
class SqlEnterpriseRegister:
    """See IEnterpriseNames. Numbers go into the statements as values only."""

    def __init__(self, address: str | None = None) -> None:
        """``address``: None for that of the environment, read at the first question."""
        self._address = address

    def find(self, number: OrganisationNumber) -> Organisation | None:
        """See IEnterpriseRegister."""
        rows = self._rows(_FOUND, number=number.code)
        if not rows:
            return None
        first = rows[0]
        persons = (row.person for row in rows if row.person)
        return Organisation(
            number=number,
            name=first.name,
            group=first.target,
            active=first.active,
            representatives=frozenset(map(NationalNumber, persons)),
        )

    def represented_by(self, number: NationalNumber) -> list[OrganisationNumber]:
        """See IEnterpriseRegister."""
        rows = self._rows(_REPRESENTED, number=number.digits)
        return [OrganisationNumber(row.organisation) for row in rows]

    def named(self, text: str, group: str, most: int) -> list[Organisation]:
        """See IEnterpriseNames; in alphabetical order."""
        name = ORGANISATIONS_TABLE.c.name
        found = (
            select(ORGANISATIONS_TABLE)
            .where(name.icontains(text, autoescape=True))
            .where(ORGANISATIONS_TABLE.c.target == group, ORGANISATIONS_TABLE.c.active)
            .order_by(name)
            .limit(most)
        )
        return [
            Organisation(OrganisationNumber(row.number), row.name, row.target)
            for row in self._rows(found)
        ]

    def _rows(self, statement: Select, **values: str) -> list[Row]:
        try:
            address = self._address or os.environ[VARIABLE]
            with engine_of(address).connect() as connection:
                return list(connection.execute(statement, values))
        except (KeyError, SQLAlchemyError):
            # the library's error would show the number
            raise EnterpriseRegisterSilentError from None
