from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.vault import service
from collective.eloket.vault.commands import write_new_ring
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.vault import Vault

import pytest


@pytest.fixture
def ring_file(tmp_path, monkeypatch):
    """A new key ring, the one of this process."""
    path = tmp_path / "keys.json"
    write_new_ring(path)
    monkeypatch.setenv("ELOKET_KEYS", str(path))
    return path


@pytest.fixture
def side_store(tmp_path, monkeypatch):
    """An empty side store, the one of this process."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'side.sqlite'}")
    yield ephemeral.use(None)
    ephemeral.engine().dispose()


@pytest.fixture
def vault(ring_file, side_store):
    """The service, with a ring and side store of its own."""
    service.use(None)
    yield service
    service.use(None)


@pytest.fixture
def other_process(vault):
    """A vault with the same ring and side store, but keys opened on its own."""
    return Vault(service.key_ring, SideStorePersonKeys())
