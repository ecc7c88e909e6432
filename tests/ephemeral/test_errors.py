from collective.eloket.ephemeral.errors import cause_of
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.store import SideStore
from sqlalchemy.exc import ArgumentError

import pytest


CODES = {
    "sqlite": "OperationalError SQLITE_ERROR",
    "postgresql": "UndefinedTable 42P01",
}


def test_an_error_names_its_cause_and_no_values(engine, store):
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE kept")
    with pytest.raises(SideStoreError) as error:
        store.keep("key", "planted-key", b"planted-value")
    assert str(error.value) == CODES[engine.dialect.name]
    assert error.value.__suppress_context__


def test_a_database_that_does_not_answer_is_told(monkeypatch):
    from collective.eloket.ephemeral import sql

    address = "postgresql+psycopg2://eloket:secret@127.0.0.1:1/none"
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    with pytest.raises(SideStoreError) as error:
        SideStore(sql.engine).get("nonce", "a")
    assert str(error.value) == "OperationalError"


def test_an_error_without_a_code_has_a_name():
    assert cause_of(ArgumentError("planted")) == "ArgumentError"
