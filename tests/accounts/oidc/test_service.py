from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import flow
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.install import OIDCInstaller
from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.presets import BURGERPROFIEL
from collective.eloket.interfaces import IRoomInstaller
from datetime import timedelta
from io import BytesIO
from pas.plugins.oidc.plugins import OIDCPlugin
from plone.restapi.interfaces import ILoginProviders
from Products.PluggableAuthService.interfaces.plugins import IChallengePlugin
from tests.accounts.oidc import provider as fake
from zope.component import getAdapter
from zope.interface.verify import verifyObject

import json
import pytest
import transaction


def set_provider(portal, id="proef", secret=fake.SECRET, **changes):
    good = {
        "preset": "burgerprofiel",
        "issuer": fake.ISSUER,
        "client_id": fake.CLIENT_ID,
        "client_secret": secret,
        "settings": {"allow_private": True},
    }
    return service.set_provider(portal, id, **(good | changes))


@pytest.fixture
def plugin(portal, integration, op):
    return set_provider(portal)


def test_a_provider_is_added_found_changed_and_removed(portal, plugin):
    assert IEloketOIDCPlugin.providedBy(plugin)
    assert [one.getId() for one in service.providers(portal)] == ["proef"]
    assert service.get_provider(portal, "proef") == plugin
    set_provider(portal, client_id="other", secret=None)
    assert plugin.provider().client_id == "other"
    assert plugin.provider().client_secret == fake.SECRET
    set_provider(portal, secret="new")  # noqa: S106
    assert plugin.provider().client_secret == "new"  # noqa: S105
    service.delete_provider(portal, "proef")
    assert service.providers(portal) == []


def test_the_secret_is_nowhere_in_clear(portal, plugin):
    transaction.savepoint()
    exported = BytesIO()
    portal._p_jar.exportFile(plugin._p_oid, exported)
    assert fake.SECRET.encode() not in exported.getvalue()
    assert fake.SECRET not in json.dumps(service.describe(plugin))
    assert fake.SECRET not in repr(plugin.propertyItems())
    assert not plugin.getProperty("client_secret")


def test_a_secret_cannot_be_moved_to_another_provider(portal, plugin):
    other = set_provider(portal, id="andere")
    other.sealed_secret = plugin.sealed_secret
    with pytest.raises(errors.SecretLostError):
        other.provider()


def test_a_manager_reads_all_but_the_secret(plugin):
    assert service.describe(plugin) == {
        "id": "proef",
        "title": "Mijn Burgerprofiel",
        "preset": "burgerprofiel",
        "issuer": fake.ISSUER,
        "client_id": fake.CLIENT_ID,
        "settings": {
            **{
                name: BURGERPROFIEL.defaults[name]
                for name in OPTIONS
                if name != "title"
            },
            "scopes": ["openid", "profile", "rrn", "vo"],
            "acr_values": ["eid", "itsme", "csamtotp", "csamsms"],
            "token_auth": "client_secret_basic",
            "allow_private": True,
        },
    }


@pytest.mark.parametrize(
    "id, refusal",
    [
        ("oidc", errors.ProviderIdRefusedError),
        ("", errors.ProviderIdRefusedError),
        ("A", errors.ProviderIdRefusedError),
        ("a/b", errors.ProviderIdRefusedError),
        ("x" * 50, errors.ProviderIdRefusedError),
        ("proef-file", errors.ProviderIdRefusedError),
        (None, errors.ProviderIdRefusedError),
        ("plugins", errors.ProviderIdTakenError),
        ("session", errors.ProviderIdTakenError),
        ("validate", errors.ProviderIdTakenError),
        ("title", errors.ProviderIdTakenError),
    ],
)
def test_an_id_is_refused(portal, integration, id, refusal):
    with pytest.raises(refusal):
        set_provider(portal, id=id)


@pytest.mark.parametrize("secret", [None, "", 5, "two\nlines"])
def test_a_new_provider_needs_a_secret(portal, integration, secret):
    with pytest.raises(errors.ProviderSettingsError):
        set_provider(portal, secret=secret)
    assert service.providers(portal) == []


@pytest.mark.parametrize("id", ["nobody", "plugins", "session"])
def test_what_is_no_provider_is_not_found(portal, integration, id):
    with pytest.raises(errors.ProviderUnknownError):
        service.get_provider(portal, id)
    with pytest.raises(errors.ProviderUnknownError):
        service.delete_provider(portal, id)


def test_it_is_no_active_plugin(portal, plugin):
    active = [
        name
        for info in portal.acl_users.plugins.listPluginTypeInfo()
        for name in portal.acl_users.plugins.listPluginIds(info["interface"])
    ]
    assert "proef" not in active
    assert IChallengePlugin.providedBy(plugin)
    assert plugin.challenge(None, None) is False


def test_no_identity_is_remembered_by_the_plugin(plugin):
    with pytest.raises(errors.ClosedRoadError):
        plugin.rememberIdentity({"sub": "admin"})


def test_whoever_asks_for_a_client_gets_the_strict_one(plugin):
    client = plugin.get_oauth2_client()
    assert client.provider == plugin.provider()
    with pytest.raises(errors.ClosedRoadError):
        client.parse_response()


def test_programs_are_shown_a_harmless_address(portal, plugin):
    adapter = getAdapter(portal, ILoginProviders, name="pas-plugins-oidc-providers")
    (listed,) = adapter.get_providers()
    assert listed["url"] == f"{portal.absolute_url()}/@login-oidc/proef"
    assert fake.SECRET not in repr(listed)


def test_linking_asks_who_it_is_anew(portal, plugin, http_request):
    ask = Ask(Purpose.LINK, user="x", prompt="login", max_age=timedelta(0))
    address = service.begin(plugin, http_request, ask)
    assert "prompt=login" in address and "max_age=0" in address


@pytest.mark.seed("002-05")
def test_one_means_can_be_asked_for(plugin):
    provider = plugin.provider()
    assert flow.acr_for(provider, "itsme") == (f"{fake.URN}itsme",)
    assert len(flow.acr_for(provider, None)) == 4
    with pytest.raises(errors.ProviderSettingsError):
        flow.acr_for(provider, "retina")


def test_installing_warns_of_the_other_packages_plugin(portal, integration, caplog):
    installer = OIDCInstaller()
    assert verifyObject(IRoomInstaller, installer)
    installer.install(portal)
    assert not caplog.records
    portal.acl_users._setObject("oidc", OIDCPlugin("oidc"))
    installer.install(portal)
    assert "acl_users/oidc" in caplog.text


def test_uninstalling_takes_our_providers_only(portal, plugin):
    portal.acl_users._setObject("oidc", OIDCPlugin("oidc"))
    installer = OIDCInstaller()
    installer.check_may_leave(portal)
    installer.uninstall(portal)
    assert "proef" not in portal.acl_users.objectIds()
    assert "oidc" in portal.acl_users.objectIds()


def test_our_plugin_cannot_be_mistaken_for_the_stock_one():
    assert EloketOIDCPlugin.meta_type != OIDCPlugin.meta_type
