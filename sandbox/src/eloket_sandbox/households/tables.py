"""Three tables: who lives where, and who is whose parent with parental authority."""

from eloket_sandbox.persons import PERSONS
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Engine
from sqlalchemy import insert
from sqlalchemy import MetaData
from sqlalchemy import Table
from sqlalchemy import Text


METADATA = MetaData()

#: ``number`` has eleven digits, ``birth_date`` is ISO 8601; who lives together has the
#: same ``household``.
PERSONS_TABLE = Table(
    "persons",
    METADATA,
    Column("number", Text, primary_key=True),
    Column("given_names", Text, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("birth_date", Text, nullable=False),
    Column("household", Text, nullable=False, index=True),
)
#: Who has parental authority over whom. A parent who lost it has no row.
PARENTS_TABLE = Table(
    "parents",
    METADATA,
    Column("parent", Text, primary_key=True),
    Column("child", Text, primary_key=True),
)

#: Person → birth date and household. Bram is Sam's father and lives elsewhere; Liv is
#: Mireille's daughter and of age.
LIVES = {
    "noor": ("1985-07-30", "proefstraat-12"),
    "sam": ("2014-03-05", "proefstraat-12"),
    "bram": ("1983-04-12", "kerkstraat-4"),
    "mireille": ("1958-09-30", "rue-de-l-exemple-7"),
    "liv": ("2001-01-19", "testlaan-8"),
}
PARENTS = (("noor", "sam"), ("bram", "sam"), ("mireille", "liv"))


def fill(engine: Engine) -> None:
    """Make the tables and put the example people in; what was there goes."""
    METADATA.create_all(engine)
    with engine.begin() as connection:
        for table in (PERSONS_TABLE, PARENTS_TABLE):
            connection.execute(delete(table))
        connection.execute(
            insert(PERSONS_TABLE),
            [
                {
                    "number": PERSONS[id].number,
                    "given_names": PERSONS[id].given_name,
                    "family_name": PERSONS[id].family_name,
                    "birth_date": born,
                    "household": household,
                }
                for id, (born, household) in LIVES.items()
            ],
        )
        connection.execute(
            insert(PARENTS_TABLE),
            [
                {"parent": PERSONS[parent].number, "child": PERSONS[child].number}
                for parent, child in PARENTS
            ],
        )
