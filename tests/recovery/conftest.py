from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.recovery.databases import Database
from collective.eloket.vault import service
from collective.eloket.vault.commands import write_new_ring
from tests.recovery.machine import Machine

import pytest


@pytest.fixture
def journal(tmp_path, monkeypatch):
    """An empty journal, the one of this process."""
    monkeypatch.setenv("ELOKET_JOURNAL", str(tmp_path / "journal"))
    return tmp_path / "journal"


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """A new key ring, the one of this process."""
    path = tmp_path / "keys.json"
    write_new_ring(path)
    monkeypatch.setenv("ELOKET_KEYS", str(path))
    return path


@pytest.fixture
def machine(tmp_path, journal, keys, monkeypatch):
    """A machine with an e-loket on files, of two persons, and room for backups."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'side.sqlite'}")
    ephemeral.use(None)
    service.use(None)
    database = Database(str(tmp_path / "Data.fs"), tmp_path / "blobs")
    found = Machine(tmp_path, database, keys)
    found.begin()
    yield found
    ephemeral.engine().dispose()
    service.use(None)
