from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from datetime import timedelta
from tests.accounts.card_reader import Reader
from tests.accounts.people import Browser
from tests.accounts.people import make_desk
from tests.parameters.card_house import cards_are_read

import pytest
import transaction


@pytest.fixture(autouse=True)
def nothing_counted(request):
    """What a test counts in the side store does not reach the next one."""
    yield
    if {"functional", "integration", "portal"} & set(request.fixturenames):
        side_store().sweep(utcnow() + timedelta(days=1000))


@pytest.fixture
def desk(portal):
    return make_desk(portal)


@pytest.fixture
def site(functional):
    """The served site, with an e-desk and a provider that nobody answers for."""
    portal = functional["portal"]
    make_desk(portal)
    oidc.set_provider(
        portal,
        "burgerprofiel",
        "burgerprofiel",
        "http://localhost:9/op",
        "client",
        "secret",
        {"allow_private": True},
    )
    transaction.commit()
    return portal


@pytest.fixture
def browser(functional, site):
    return Browser(functional)


@pytest.fixture
def reader(browser, tmp_path):
    """A browser with a card reader, at a site that reads cards."""
    with cards_are_read(tmp_path):
        transaction.commit()
        yield Reader(browser)
    transaction.commit()
