"""The only door to the side store."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.ephemeral import quick
from collective.eloket.ephemeral import sql
from collective.eloket.ephemeral.interfaces import ISideStore
from collective.eloket.ephemeral.store import SideStore
from sqlalchemy import Engine
from sqlalchemy import Executable
from sqlalchemy import MetaData
from sqlalchemy import Row


_store: ISideStore = SideStore(sql.engine)


def side_store() -> ISideStore:
    """Return this process's side store, at ELOKET_SIDE_STORE."""
    return _store


def use(store: ISideStore | None) -> ISideStore:
    """Let this process use another store, None for its own; returns it. For tests."""
    global _store
    _store = SideStore(sql.engine) if store is None else store
    return _store


def engine() -> Engine:
    """Return the engine, for rooms with a table of their own; statements commit."""
    return sql.engine()


def metadata() -> MetaData:
    """Return the tables made at start; add yours when your module is loaded."""
    return sql.METADATA


def first(
    statement: Executable, values: Mapping[str, object]
) -> Sequence[object] | int | None:
    """Run a short statement of a room's own table, committed at once, the quick way.

    Returns its first row, or how many rows it changed.

    :raises SideStoreError: the database does not do it.
    """
    return quick.first(sql.engine, statement, values)


def run(
    statement: Executable | Callable[[str], Executable], values: Mapping[str, object]
) -> Sequence[Row]:
    """Run a statement of a room's own table, committed at once; return its rows.

    ``statement`` may be a function of the dialect's name, where databases differ.

    :raises SideStoreError: the database does not do it.
    """
    return quick.rows(sql.engine, statement, values)
