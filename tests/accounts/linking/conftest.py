from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.clock import utcnow
from tests.accounts.linking.walker import be
from tests.accounts.linking.walker import NOOR
from tests.accounts.linking.walker import Walker
from tests.accounts.oidc.provider import FakeProvider
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.people import citizen_with_password
from tests.accounts.people import make_desk

import pytest
import responses
import transaction


@pytest.fixture
def op():
    """The provider; it recognises Noor, who just used her means."""
    Shelf.clear()
    with responses.RequestsMock(assert_all_requests_are_fired=False) as network:
        network.add_passthru("http://localhost")
        provider = FakeProvider(network, lambda: int(utcnow().timestamp()))
        be(provider, NOOR)
        yield provider
    Shelf.clear()


@pytest.fixture
def site(functional, op):
    """The served site, with an e-desk and the provider."""
    portal = functional["portal"]
    make_desk(portal)
    set_provider(portal, id="burgerprofiel")
    transaction.commit()
    return portal


@pytest.fixture
def walker(functional, site, op):
    return Walker(functional, op)


@pytest.fixture
def noor(site):
    """A citizen with a user name, whom no provider knows yet."""
    made = citizen_with_password("noor.v1")
    transaction.commit()
    return made.id
