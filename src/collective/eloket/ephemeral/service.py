"""The only door to the side store."""

from collective.eloket.ephemeral import sql
from collective.eloket.ephemeral.interfaces import ISideStore
from collective.eloket.ephemeral.store import SideStore
from sqlalchemy import Engine
from sqlalchemy import MetaData


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
