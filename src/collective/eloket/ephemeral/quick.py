"""One statement; a short one on a connection of the pool and by the driver itself.

SQLAlchemy writes the statement, once per database; to let it run each of them takes
five times as long as the statement.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.ephemeral.errors import cause_of
from collective.eloket.ephemeral.errors import SideStoreError
from contextlib import closing
from functools import lru_cache
from sqlalchemy import Engine
from sqlalchemy import Executable
from sqlalchemy import Row
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection
from typing import Any
from typing import NamedTuple


class Written(NamedTuple):
    """A statement in the words of one database."""

    text: str
    #: Names of the values in their order; None where the driver takes them by name.
    order: Sequence[str] | None
    #: Values that stand in the statement itself.
    fixed: Mapping[str, Any]

    def values(self, given: Mapping[str, Any]) -> Mapping[str, Any] | Sequence[Any]:
        """Return the values as the driver takes them."""
        values = {**self.fixed, **given}
        return values if self.order is None else [values[name] for name in self.order]


@lru_cache(maxsize=256)
def written(statement: Executable, engine: Engine, names: tuple[str, ...]) -> Written:
    """Return ``statement`` for the database of ``engine``, given values so named."""
    compiled = statement.compile(dialect=engine.dialect, column_keys=names)
    fixed = {key: each for key, each in compiled.params.items() if key not in names}
    order = compiled.positiontup
    return Written(str(compiled), None if order is None else tuple(order), fixed)


def first(
    engine_of: Callable[[], Engine], statement: Executable, values: Mapping[str, Any]
) -> Sequence[Any] | int | None:
    """Run a statement, committed at once; return its first row, or how many it changed.

    Values go to the driver, and come from it, as they are: text, numbers, bytes (on
    PostgreSQL a ``memoryview`` comes back).

    :raises SideStoreError: the database does not do it, or is not there.
    """
    try:
        engine = engine_of()
        ready = written(statement, engine, tuple(values))
        try:
            return _on_a_connection(engine, ready.text, ready.values(values))
        except engine.dialect.loaded_dbapi.Error as error:
            raise SideStoreError(cause_of(error)) from None
    except SQLAlchemyError as error:
        raise SideStoreError(cause_of(error)) from None


def rows(
    engine_of: Callable[[], Engine],
    statement: Executable | Callable[[str], Executable],
    values: Mapping[str, Any],
) -> Sequence[Row]:
    """Run any statement, committed at once; return all its rows.

    :raises SideStoreError: the database does not do it, or is not there.
    """
    found = engine_of()
    if not isinstance(statement, Executable):
        statement = statement(found.dialect.name)
    try:
        with found.connect() as connection:
            result = connection.execute(statement, values)
            return result.all() if result.returns_rows else ()
    except SQLAlchemyError as error:
        raise SideStoreError(cause_of(error)) from None


def _on_a_connection(engine: Engine, text: str, values: Any):
    connection = engine.raw_connection()
    try:
        with closing(connection.cursor()) as cursor:
            cursor.execute(text, values)
            return cursor.rowcount if cursor.description is None else cursor.fetchone()
    except engine.dialect.loaded_dbapi.Error as error:
        _renew_if_gone(engine, connection, error)
        raise
    finally:
        connection.close()


def _renew_if_gone(
    engine: Engine, connection: PoolProxiedConnection, error: Exception
) -> None:
    """Let go of all connections when the database went away: the next are new ones."""
    wire = connection.dbapi_connection
    if engine.dialect.is_disconnect(error, wire, None):
        connection.invalidate(error)
        engine.dispose()
