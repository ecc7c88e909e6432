"""Two tables: which organisations there are, and who represents them by law."""

from eloket_sandbox.persons import PERSONS
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Engine
from sqlalchemy import insert
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text


METADATA = MetaData()

#: ``number``: ten digits of the KBO, or V and seven of an association. ``target``: code
#: of the target group.
ORGANISATIONS_TABLE = Table(
    "organisations",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)
#: Function holders who represent the organisation: the column Functiehouders of the
#: public search of the KBO. ``person`` has eleven digits.
FUNCTIONS_TABLE = Table(
    "functions",
    METADATA,
    Column("organisation", Text, primary_key=True),
    Column("person", Text, primary_key=True, index=True),
)

#: Number, name, target group, active?
ORGANISATIONS = (
    ("0999999922", "Bakkerij Proefmans bv", "EA", True),
    ("0999999823", "Drukkerij Voorbeeld nv", "EA", True),
    ("0999999724", "Gestopt & Co bv", "EA", False),
    ("0999999625", "Gemeente Testegem", "LB", True),
    ("V0001234", "Feitelijke vereniging De Proefduif", "VER", True),
)
#: Organisation → who represents it; the stopped one is Karel's too.
FUNCTIONS = (
    ("0999999922", "karel"),
    ("0999999823", "noor"),
    ("0999999823", "jan"),
    ("0999999724", "karel"),
    ("V0001234", "mireille"),
)


def fill(engine: Engine) -> None:
    """Make the tables and put the example organisations in; what was there goes."""
    METADATA.create_all(engine)
    organisations = [
        {"number": number, "name": name, "target": target, "active": active}
        for number, name, target, active in ORGANISATIONS
    ]
    functions = [
        {"organisation": number, "person": PERSONS[person].number}
        for number, person in FUNCTIONS
    ]
    with engine.begin() as connection:
        for table, rows in (
            (ORGANISATIONS_TABLE, organisations),
            (FUNCTIONS_TABLE, functions),
        ):
            connection.execute(delete(table))
            connection.execute(insert(table), rows)
