"""A small database of deaths; the stand-in for the register reads it."""

from sqlalchemy import Column
from sqlalchemy import Engine
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text


METADATA = MetaData()

#: ``number`` has eleven digits, ``day`` is ISO 8601.
DEATHS = Table(
    "deaths",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("day", Text, nullable=False),
)


def fill(engine: Engine) -> None:
    """Make the table, empty: in the example nobody has died yet."""
    METADATA.create_all(engine)
