"""What the accounts do to a site at install and uninstall."""

from collective.eloket.accounts.errors import CitizensStillExistError
from collective.eloket.accounts.plugins.citizens import CitizensPlugin
from collective.eloket.accounts.plugins.session import SessionPlugin
from collective.eloket.accounts.registry import CITIZENS
from collective.eloket.accounts.registry import SESSION
from collective.eloket.interfaces import IRoomInstaller
from Products.CMFCore.interfaces import ISiteRoot
from Products.PlonePAS.interfaces.plugins import IUserManagement
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IChallengePlugin
from Products.PluggableAuthService.interfaces.plugins import ICredentialsResetPlugin
from Products.PluggableAuthService.interfaces.plugins import IExtractionPlugin
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserFactoryPlugin
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService
from zope.interface import implementer


#: plugin id → what it is active for, all first in order
ACTIVE = {
    CITIZENS: (
        IUserEnumerationPlugin,
        IUserFactoryPlugin,
        # before mutable_properties: nobody writes what the first sheet has
        IPropertiesPlugin,
        IRolesPlugin,
        IUserManagement,
    ),
    SESSION: (
        IExtractionPlugin,
        IAuthenticationPlugin,
        # before Plone's cookie, which would lead citizens to the staff's page
        IChallengePlugin,
        ICredentialsResetPlugin,
    ),
}
FACTORIES = {CITIZENS: CitizensPlugin, SESSION: SessionPlugin}
TITLES = {CITIZENS: "Citizens of the e-loket", SESSION: "Sessions of citizens"}


@implementer(IRoomInstaller)
class AccountsInstaller:
    """See IRoomInstaller."""

    order = 40

    def install(self, site: ISiteRoot) -> None:
        """Add both plugins to the user folder, first in order."""
        folder = site.acl_users
        for id, factory in FACTORIES.items():
            if id not in folder.objectIds():
                folder._setObject(id, factory(id, TITLES[id]))
            for interface in ACTIVE[id]:
                put_first(folder, interface, id)

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises CitizensStillExistError: accounts would be lost."""
        plugin = site.acl_users.get(CITIZENS)
        if plugin is not None and not plugin.store.is_empty():
            raise CitizensStillExistError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take both plugins away."""
        folder = site.acl_users
        for id in FACTORIES:
            if id in folder.objectIds():
                folder.plugins.removePluginById(id)
                folder._delObject(id)


def plugins_are_first(site: ISiteRoot) -> bool:
    """Are our plugins still asked before all others?

    An add-on, or a hand in the ZMI, may have moved its own before them.
    """
    plugins = site.acl_users.plugins
    return all(
        plugins.listPluginIds(interface)[:1] == (id,)
        for id, interfaces in ACTIVE.items()
        for interface in interfaces
    )


def put_first(folder: PluggableAuthService, interface, id: str) -> None:
    """Let a plugin be asked before all others; safe to run twice."""
    plugins = folder.plugins
    if id not in plugins.listPluginIds(interface):
        plugins.activatePlugin(interface, id)
    while plugins.listPluginIds(interface)[0] != id:
        plugins.movePluginsUp(interface, [id])
