from collective.eloket.accounts.tls import door
from collective.eloket.limits.address import RECORD
from plone import api
from tests.accounts.tls.reader import HOST
from tests.accounts.tls.reader import Reader
from tests.accounts.tls.reader import SECRET
from tests.parameters.card_house import cards_are_read

import pytest
import transaction


@pytest.fixture
def site_of_cards(site, tmp_path, monkeypatch):
    """A site behind a web server that takes cards; none was taken back."""
    monkeypatch.setenv(door.SECRET, SECRET)
    api.portal.set_registry_record("collective.eloket.accounts.card_host", HOST)
    api.portal.set_registry_record(RECORD, ("127.0.0.0/8",))
    with cards_are_read(tmp_path) as nobody:
        transaction.commit()
        yield nobody
    transaction.commit()


@pytest.fixture
def reader(browser, site_of_cards):
    """A browser with a card reader."""
    return Reader(browser)
