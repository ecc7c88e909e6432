from collective.eloket.ephemeral import sql
from collective.eloket.ephemeral.errors import SideStoreAddressError
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore
from concurrent.futures import ThreadPoolExecutor
from sqlalchemy import Column
from sqlalchemy import inspect
from sqlalchemy import Integer
from sqlalchemy import Table

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "mysql://eloket:secret@localhost/x",
        "sqlite://",
        "sqlite:///:memory:",
    ],
    ids=["no address", "other database", "memory", "named memory"],
)
def test_an_address_is_refused(address):
    with pytest.raises(SideStoreAddressError) as refusal:
        make_engine(address)
    assert "secret" not in str(refusal.value)


def test_the_folder_is_made(tmp_path):
    make_engine(f"sqlite:///{tmp_path / 'a' / 'side.sqlite'}").dispose()
    assert (tmp_path / "a" / "side.sqlite").exists()


@pytest.mark.parametrize(
    "pragma, value",
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", sql.SQLITE_WAIT),
        ("secure_delete", 1),
    ],
)
def test_sqlite_keeps_what_it_was_told(tmp_path, pragma, value):
    engine = make_engine(f"sqlite:///{tmp_path / 'side.sqlite'}")
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


@pytest.mark.parametrize(
    "setting, value", [("lock_timeout", "2s"), ("statement_timeout", "10s")]
)
def test_postgresql_does_not_wait_for_ever(postgresql, setting, value):
    engine = make_engine(postgresql.emptied_database())
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"SHOW {setting}").scalar() == value
    engine.dispose()


def test_postgresql_commits_each_statement_after_the_tables_are_made(postgresql):
    engine = make_engine(postgresql.emptied_database())
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection.autocommit
    engine.dispose()


@pytest.mark.parametrize(
    "tried_after, refused", [(0, 0), (3600, 1)], ids=["idle", "just used"]
)
def test_a_connection_that_broke_is_renewed(
    postgresql, monkeypatch, tried_after, refused
):
    monkeypatch.setattr(sql, "TRIED_AFTER", tried_after)
    engine = make_engine(postgresql.emptied_database())
    store = SideStore(lambda: engine)
    # two connections, both of them in the pool
    with engine.connect(), engine.connect():
        pass
    postgresql.end_connections()
    refusals = 0
    for _number in range(4):
        try:
            store.kept("key", "p")
        except SideStoreError:
            refusals += 1
    assert refusals == refused
    engine.dispose()


def test_making_the_tables_again_changes_nothing(engine, store):
    store.keep("key", "p", b"1")
    sql.make_tables(engine)
    assert store.kept("key", "p") == b"1"


@pytest.fixture
def at(address, monkeypatch):
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    yield address
    sql.engine().dispose()


def test_threads_that_start_together_share_one_engine(at):
    with ThreadPoolExecutor(8) as pool:
        engines = set(pool.map(lambda _n: sql.engine(), range(16)))
    assert len(engines) == 1


def test_a_table_of_a_room_imported_later_is_made(at):
    engine = sql.engine()
    late = Table("late_room", sql.METADATA, Column("id", Integer, primary_key=True))
    try:
        assert sql.engine() is engine
        assert inspect(engine).has_table("late_room")
    finally:
        sql.METADATA.remove(late)


def test_another_address_has_another_engine(at, tmp_path, monkeypatch):
    first = sql.engine()
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'other.sqlite'}")
    other = sql.engine()
    assert other is not first
    other.dispose()
    monkeypatch.setenv("ELOKET_SIDE_STORE", at)
    assert sql.engine() is first
