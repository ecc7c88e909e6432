"""Asks a database of deaths: an IDeceasedSource."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.rights.errors import DeceasedSilentError
from collective.eloket.rights.interfaces import IDeceasedSource
from datetime import date
from eloket_sandbox.deceased.tables import DEATHS
from eloket_sandbox.households.source import engine_of
from eloket_sandbox.households.source import VARIABLE
from sqlalchemy import bindparam
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from zope.interface import implementer

import os


_DIED = select(DEATHS.c.number, DEATHS.c.day).where(
    DEATHS.c.number.in_(bindparam("numbers", expanding=True))
)


@implementer(IDeceasedSource)
class SqlDeceasedSource:
    """See IDeceasedSource. The numbers go into the statement as values only."""

    def __init__(self, address: str | None = None) -> None:
        """``address``: None for that of the environment, read at the first question."""
        self._address = address

    def died(self, numbers: list[NationalNumber]) -> dict[NationalNumber, date]:
        """See IDeceasedSource."""
        asked = {"numbers": [number.digits for number in numbers]}
        try:
            address = self._address or os.environ[VARIABLE]
            with engine_of(address).connect() as connection:
                rows = connection.execute(_DIED, asked).all()
        except (KeyError, SQLAlchemyError):
            # the library's error would show the numbers
            raise DeceasedSilentError from None
        return {NationalNumber(row.number): date.fromisoformat(row.day) for row in rows}
