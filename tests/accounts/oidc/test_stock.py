"""The other package's own plugin: seen, switched off, and never our undoing."""

from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import stock
from OFS.CopySupport import CopyError
from pas.plugins.oidc.plugins import OIDCPlugin
from pas.plugins.oidc.setuphandlers import post_install
from plone.app.testing import applyProfile
from Products.PluggableAuthService.interfaces.plugins import IChallengePlugin
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.test_views import Visitor
from zope.component.hooks import setSite

import pytest
import requests
import transaction


@pytest.fixture
def weak(portal, integration):
    """The plugin as the package's own profile makes it."""
    return post_install(portal.portal_setup)


def challengers(portal) -> tuple[str, ...]:
    return portal.acl_users.plugins.listPluginIds(IChallengePlugin)


def test_a_site_without_it_has_nothing_open(portal, integration, op):
    set_provider(portal)
    assert stock.stock_plugins(portal) == []
    assert stock.open_ones(portal) == []


def test_it_is_asked_first_in_stock_plone(portal, weak):
    assert challengers(portal)[0] == "oidc"
    assert stock.open_ones(portal) == [weak]
    assert stock.active_for(weak) == [IChallengePlugin]


def test_switched_off_it_is_asked_no_more_and_stays(portal, weak):
    assert stock.switch_off(portal) == ["oidc"]
    assert "oidc" not in challengers(portal)
    assert stock.open_ones(portal) == []
    assert stock.stock_plugins(portal) == [weak]
    assert stock.switch_off(portal) == []
    assert stock.is_switched_off(weak)


def test_switched_on_again_it_is_open(portal, weak):
    stock.switch_off(portal)
    portal.acl_users.plugins.activatePlugin(IChallengePlugin, "oidc")
    assert stock.open_ones(portal) == [weak]


def test_one_that_nobody_switched_off_is_open(portal, integration):
    portal.acl_users._setObject("ander", OIDCPlugin("ander"))
    assert [one.getId() for one in stock.open_ones(portal)] == ["ander"]
    assert stock.switch_off(portal) == ["ander"]
    assert stock.open_ones(portal) == []


class TestOverHTTP:
    @pytest.fixture
    def site(self, functional):
        portal = functional["portal"]
        setSite(portal)
        post_install(portal.portal_setup)
        transaction.commit()
        return portal

    @pytest.fixture
    def visitor(self, functional, site):
        return Visitor(functional["app"], site)

    @pytest.mark.parametrize("door", sorted(stock.DOORS))
    def test_its_pages_are_open_until_it_is_switched_off(self, visitor, site, door):
        visitor.get(f"/acl_users/oidc/{door}")
        assert visitor.status != 404
        stock.switch_off(site)
        transaction.commit()
        visitor.get(f"/acl_users/oidc/{door}")
        assert visitor.status == 404
        visitor.get(f"/acl_users/oidc/@@{door}")
        assert visitor.status == 404

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_its_calls_are_shut_too(self, site, method):
        def ask():
            return requests.request(
                method,
                f"{site.absolute_url()}/@login-oidc/oidc",
                headers={"Accept": "application/json"},
                json={},
                timeout=30,
            )

        assert ask().status_code != 403
        stock.switch_off(site)
        transaction.commit()
        assert ask().status_code == 403
        assert ask().json()["error"]["type"] == "closed_road"

    def test_our_pages_stay_open(self, visitor, site):
        set_provider(site, issuer="http://localhost:9/op")
        stock.switch_off(site)
        transaction.commit()
        assert visitor.get("/acl_users/proef/require_login").status == 302


class TestOurProvidersStay:
    """PLATFORM A7: its uninstall profile removes all plugins of its class."""

    @pytest.fixture
    def ours(self, portal, integration, op):
        return set_provider(portal)

    def test_when_the_package_is_uninstalled(self, portal, ours, weak):
        with pytest.raises(errors.ProviderStaysError):
            applyProfile(portal, "pas.plugins.oidc:uninstall")
        assert service.get_provider(portal, "proef") == ours

    def test_when_somebody_deletes_it_in_the_zmi(self, portal, ours):
        with pytest.raises(errors.ProviderStaysError):
            portal.acl_users.manage_delObjects(["proef"])
        assert "proef" in portal.acl_users.objectIds()

    def test_when_somebody_renames_it(self, portal, ours):
        transaction.savepoint()
        with pytest.raises(CopyError):
            portal.acl_users.manage_renameObject("proef", "andere")
        assert "proef" in portal.acl_users.objectIds()

    def test_but_not_when_the_user_folder_goes(self, app, portal, ours):
        app._delObject(portal.getId())
        assert portal.getId() not in app.objectIds()

    def test_others_may_go(self, portal, ours, weak):
        portal.acl_users.manage_delObjects(["oidc"])
        assert "oidc" not in portal.acl_users.objectIds()
