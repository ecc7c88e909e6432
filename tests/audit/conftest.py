from collective.eloket.audit import service
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.vault import service as vault
from collective.eloket.vault.commands import write_new_ring
from tests.ephemeral import conftest as ephemeral_fixtures

import pytest
import transaction


#: Address of an empty database, on each kind that we promise.
address = ephemeral_fixtures.address


@pytest.fixture
def side_store(address, monkeypatch):
    """An empty database as this process's side store."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    ephemeral.use(None)
    yield ephemeral
    ephemeral.engine().dispose()


@pytest.fixture
def audit(side_store, tmp_path, monkeypatch):
    """The audit, empty, with keys for two citizens."""
    keys = tmp_path / "keys.json"
    write_new_ring(keys)
    monkeypatch.setenv("ELOKET_KEYS", str(keys))
    vault.use(None)
    vault.new_person("citizen-a")
    vault.new_person("citizen-b")
    transaction.begin()
    yield service
    transaction.abort()
    vault.use(None)


@pytest.fixture
def run(side_store):
    """Runs SQL beside the audit's back, numbers filled in; returns the rows, if any."""

    def run_sql(statement, *numbers):
        with side_store.engine().connect() as connection:
            result = connection.exec_driver_sql(statement.format(*numbers))
            return result.all() if result.returns_rows else []

    return run_sql
