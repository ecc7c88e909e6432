from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.heartbeat import HEARTBEAT
from tests.accounts.oidc.provider import FakeProvider
from tests.matrix.people import People

import pytest
import responses


@pytest.fixture
def people(functional_portal):
    """One person for each column, at a served site; its provider answers."""
    Shelf.clear()
    # no worker lives, whatever ran before
    side_store().delete(HEARTBEAT, "last")
    with responses.RequestsMock(assert_all_requests_are_fired=False) as network:
        network.add_passthru("http://localhost")
        FakeProvider(network, lambda: 0)
        yield People(functional_portal)
    Shelf.clear()
