from collective.eloket.ephemeral import service
from collective.eloket.ephemeral.errors import SideStoreAddressError
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.interfaces import ISideStore
from collective.eloket.ephemeral.sql import METADATA
from collective.eloket.ephemeral.store import SideStore
from collective.eloket.ephemeral.subscribers import open_side_store
from datetime import timedelta
from sqlalchemy import inspect
from sqlalchemy import text
from zope.event import notify
from zope.interface.verify import verifyObject
from zope.processlifetime import DatabaseOpenedWithRoot

import pytest


MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """A new address for this process."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'side.sqlite'}")
    service.use(None)
    yield
    service.use(None)


def test_the_store_of_the_process_keeps_the_contract():
    assert verifyObject(ISideStore, service.side_store())


def test_the_store_follows_the_address(tmp_path, monkeypatch):
    store = service.side_store()
    store.put("nonce", "a", b"1", MINUTE)
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert store.get("nonce", "a") is None
    assert service.side_store().get("nonce", "a") is None


def test_a_test_may_bring_its_own_store():
    mine = SideStore(service.engine)
    assert service.use(mine) is mine is service.side_store()
    assert service.use(None) is service.side_store() is not mine


def test_the_tables_are_made_when_the_process_starts():
    open_side_store(DatabaseOpenedWithRoot(None))
    made = set(inspect(service.engine()).get_table_names())
    assert made == set(service.metadata().tables) == set(METADATA.tables)
    assert {"entries", "counts", "kept"} <= made


def test_the_process_does_not_start_with_a_bad_address(monkeypatch):
    monkeypatch.setenv("ELOKET_SIDE_STORE", "mysql://localhost/x")
    with pytest.raises(SideStoreAddressError):
        open_side_store(DatabaseOpenedWithRoot(None))


def test_zope_opens_the_store_at_start(integration, tmp_path):
    notify(DatabaseOpenedWithRoot(None))
    assert (tmp_path / "side.sqlite").exists()


def test_a_rooms_own_statement_is_run_and_its_rows_come_back():
    assert service.run(text("SELECT :number + 1"), {"number": 1})[0][0] == 2


def test_a_failing_statement_tells_the_kind_and_not_the_values():
    with pytest.raises(SideStoreError) as failed:
        service.run(text("SELECT * FROM nothing WHERE a = :a"), {"a": "secret"})
    assert "secret" not in str(failed.value)
