from collective.eloket.catalogue.model import Upload
from collective.eloket.ephemeral.service import side_store
from collective.eloket.interfaces import IRoomData
from collective.eloket.outbox.heartbeat import HEARTBEAT
from plone.app.testing import applyProfile
from Products.CMFPlone.factory import addPloneSite
from tests.cases import house
from tests.setup.erasing import Disturber
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def bare(app, integration):
    """A classic site with what we stand on, but without the e-loket."""
    yield from bare_site(app)


@pytest.fixture
def functional_bare(functional_app):
    """The same, in a database where one may commit."""
    yield from bare_site(functional_app, commit=True)


def bare_site(app, commit=False):
    """Make the site; afterwards it is the current one no more."""
    site = addPloneSite(
        app,
        "ander",
        title="Andere gemeente",
        distribution_name="classic",
        default_language="nl",
        portal_timezone="Europe/Brussels",
        setup_content=False,
    )
    setSite(site)
    for profile in ("plone.restapi:default", "collective.easyform:default"):
        applyProfile(site, profile)
    if commit:
        transaction.commit()
    yield site
    setSite(None)


@pytest.fixture
def world(functional_portal):
    """A site with two citizens; Noor has a case with a file and one with an answer."""
    found = house.World(functional_portal)
    upload = Upload("Noor haar volmacht.pdf", "application/pdf", b"%PDF-volmacht")
    with_file = house.order(
        found.desk["uittreksel"],
        found.noor,
        idempotency_key="key-2",
        attachments=[upload],
    )
    found.with_file = house.submit(with_file).getId()
    transaction.commit()
    found.deliver()
    # no worker lives, whatever ran before
    side_store().delete(HEARTBEAT, "last")
    return found


@pytest.fixture
def folder(tmp_path):
    """Where an export goes; not there yet."""
    return tmp_path / "export"


@pytest.fixture
def disturb():
    """Let something happen while the rooms export; the last one counts."""
    registry = getGlobalSiteManager()

    def register(act):
        registry.registerUtility(Disturber(act), IRoomData, "disturber")

    yield register
    registry.unregisterUtility(provided=IRoomData, name="disturber")
