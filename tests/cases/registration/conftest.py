from collective.eloket.cases.registration.interfaces import ICaseRegistration
from tests.cases.registration.receivers import Drawer
from tests.cases.registration.receivers import Listener
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest


@pytest.fixture
def drawer():
    """A case system in place of the webhook."""
    registry, before = getGlobalSiteManager(), getUtility(ICaseRegistration)
    made = Drawer()
    registry.registerUtility(made, ICaseRegistration)
    yield made
    registry.registerUtility(before, ICaseRegistration)


@pytest.fixture
def listener():
    """A web server that listens to calls."""
    with Listener() as made:
        yield made
