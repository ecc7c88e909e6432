"""The layer with both sites."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import SITE_OWNER_NAME
from plone.classicui.testing import ANSWERS
from plone.distribution.api import site as distribution
from plone.testing import zope
from plone.testing.zope import WSGI_SERVER_FIXTURE
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import collective.eloket.testing as testing


class StockLayer(PloneSandboxLayer):
    """The e-loket's site, and one that has never seen our profile."""

    defaultBases = (testing.ELOKET_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Make the other site."""
        setRequest(app.REQUEST)
        zope.login(app["acl_users"], SITE_OWNER_NAME)
        answers = {**ANSWERS, "site_id": "stock", "setup_content": False}
        distribution._create_site(
            context=app, distribution_name="classic", answers=answers
        )
        setSite(app.stock)
        applyProfile(app.stock, "plone.restapi:default")
        setSite(None)
        zope.logout()
        setRequest(None)


STOCK_FIXTURE = StockLayer()
ROADS_TESTING = FunctionalTesting(
    bases=(STOCK_FIXTURE, WSGI_SERVER_FIXTURE), name="StockLayer:Functional"
)
