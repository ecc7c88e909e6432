from collective.eloket.interfaces import ICurrentSession
from tests.http.requests import session
from zope.component.event import dispatch
from zope.component.hooks import setSite
from zope.interface.registry import Components
from zope.publisher.interfaces.browser import IBrowserRequest

import pytest
import zope.event


class BareSite:
    """A site where nothing is registered but what a test registers."""

    def __init__(self):
        self.registry = Components("bare")

    def getSiteManager(self):
        return self.registry


@pytest.fixture
def registry():
    """An empty component registry in place of the process's own."""
    # events reach a registry once this is imported, as it is in a running Zope
    assert dispatch in zope.event.subscribers
    site = BareSite()
    setSite(site)
    yield site.registry
    setSite(None)


@pytest.fixture
def signed_in(registry):
    """Let every request be a citizen's; yields the session to change."""
    current = session()
    registry.registerAdapter(
        lambda _request: current, (IBrowserRequest,), ICurrentSession
    )
    return current
