from collective.eloket.accounts.errors import CitizensStillExistError
from collective.eloket.accounts.install import AccountsInstaller
from collective.eloket.accounts.install import ACTIVE
from collective.eloket.accounts.install import plugins_are_first
from collective.eloket.accounts.install import put_first
from collective.eloket.accounts.registry import CITIZENS
from collective.eloket.accounts.registry import SESSION
from collective.eloket.interfaces import IRoomInstaller
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from tests.accounts.people import citizen
from zope.interface.verify import verifyClass

import pytest


def test_is_a_room_installer():
    assert verifyClass(IRoomInstaller, AccountsInstaller)


@pytest.mark.parametrize(
    "id, interface",
    [(id, interface) for id, found in ACTIVE.items() for interface in found],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_plugins_are_asked_first(portal, id, interface):
    assert portal.acl_users.plugins.listPluginIds(interface)[0] == id


def test_a_plugin_that_slipped_behind_is_put_first_again(portal):
    plugins = portal.acl_users.plugins
    plugins.movePluginsDown(IPropertiesPlugin, [CITIZENS])
    assert plugins.listPluginIds(IPropertiesPlugin)[0] != CITIZENS
    put_first(portal.acl_users, IPropertiesPlugin, CITIZENS)
    assert plugins.listPluginIds(IPropertiesPlugin)[0] == CITIZENS


def test_installing_twice_keeps_the_citizens(portal):
    noor = citizen()
    AccountsInstaller().install(portal)
    assert portal.acl_users[CITIZENS].store.find(noor.id) is noor


def test_may_leave_while_nobody_has_an_account(portal):
    AccountsInstaller().check_may_leave(portal)


def test_may_not_leave_while_somebody_has(portal):
    citizen()
    with pytest.raises(CitizensStillExistError):
        AccountsInstaller().check_may_leave(portal)


def test_leaving_takes_both_plugins_away(portal):
    installer = AccountsInstaller()
    for _time in range(2):
        installer.uninstall(portal)
        assert not {CITIZENS, SESSION} & set(portal.acl_users.objectIds())
        for interface in ACTIVE[CITIZENS] + ACTIVE[SESSION]:
            ids = portal.acl_users.plugins.listPluginIds(interface)
            assert not {CITIZENS, SESSION} & set(ids)
        installer.check_may_leave(portal)


def test_nobody_lists_the_members(portal):
    roles = portal.rolesOfPermission("List portal members")
    allowed = {role["name"] for role in roles if role["selected"]}
    assert allowed == {"Manager", "Site Administrator"}


@pytest.mark.parametrize("name", ["plone.many_users", "plone.many_groups"])
def test_plone_knows_that_there_are_many(portal, name):
    assert portal.portal_registry[name] is True


def test_it_is_seen_when_another_plugin_was_put_before_ours(portal):
    assert plugins_are_first(portal)
    portal.acl_users.plugins.movePluginsDown(IPropertiesPlugin, [CITIZENS])
    assert not plugins_are_first(portal)
