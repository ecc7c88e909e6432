"""Which other plugins of pas.plugins.oidc stand at the door, and are they shut?

Its default profile makes a plugin ``oidc`` that checks neither state nor nonce and is
asked first whenever somebody may not see a page. We never run its uninstall profile:
that would take our providers along.
"""

from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from pas.plugins.oidc.plugins import OIDCPlugin
from plone.registry.interfaces import IRegistry
from Products.CMFCore.interfaces import ISiteRoot
from zExceptions import NotFound
from zope.component import getUtility
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubAfterTraversal


#: Ids of the plugins that were switched off here.
RECORD = "collective.eloket.oidc.switched_off"
#: Pages of the stock plugin that sign in, or lead to it (its ``browser`` package).
DOORS = frozenset({"backchannel-logout", "callback", "login", "require_login"})


def is_stock(plugin: object) -> bool:
    """Is this a plugin of the package itself, and not one of ours?"""
    is_theirs = isinstance(plugin, OIDCPlugin)
    return is_theirs and not IEloketOIDCPlugin.providedBy(plugin)


def stock_plugins(site: ISiteRoot) -> list[OIDCPlugin]:
    """Return the plugins of the package itself."""
    return [plugin for plugin in site.acl_users.objectValues() if is_stock(plugin)]


def active_for(plugin: OIDCPlugin) -> list[type]:
    """Return the interfaces of PAS for which it is asked."""
    plugins = plugin.aq_parent.plugins
    return [
        info["interface"]
        for info in plugins.listPluginTypeInfo()
        if plugin.getId() in plugins.listPluginIds(info["interface"])
    ]


def is_switched_off(plugin: OIDCPlugin) -> bool:
    """Was it switched off here, and not switched on again elsewhere since?"""
    off = getUtility(IRegistry).get(RECORD) or ()
    return is_stock(plugin) and plugin.getId() in off and not active_for(plugin)


def open_ones(site: ISiteRoot) -> list[OIDCPlugin]:
    """Return the plugins that still sign people in without our checks."""
    return [plugin for plugin in stock_plugins(site) if not is_switched_off(plugin)]


def switch_off(site: ISiteRoot) -> list[str]:
    """Let no stock plugin be asked, and shut its pages; return their ids.

    The plugins stay, with their settings: switching one on in the ZMI opens it again.
    """
    found = open_ones(site)
    for plugin in found:
        for interface in active_for(plugin):
            plugin.aq_parent.plugins.deactivatePlugin(interface, plugin.getId())
    ids = [plugin.getId() for plugin in found]
    registry = getUtility(IRegistry)
    registry[RECORD] = tuple({*(registry.get(RECORD) or ()), *ids})
    return ids


def refuse_switched_off(event: IPubAfterTraversal) -> None:
    """Shut the pages of a plugin that is switched off: they ask no interface of PAS.

    :raises NotFound: as if it were not there.
    """
    request = event.request
    name = getattr(request.get("PUBLISHED"), "__name__", "")
    if name not in DOORS or getSite() is None:
        return
    if any(is_stock(one) and is_switched_off(one) for one in request.get("PARENTS")):
        raise NotFound(name)
