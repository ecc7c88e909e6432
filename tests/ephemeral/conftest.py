from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """Address of an empty database, on each kind that we promise."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'side.sqlite'}"
    cluster = request.getfixturevalue("postgresql")
    return cluster.emptied_database()


@pytest.fixture
def engine(address):
    engine = make_engine(address)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine):
    return SideStore(lambda: engine)
