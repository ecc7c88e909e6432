"""What a site is set up with, as plain values that can be compared."""

from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.browserlayer.utils import registered_layers
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility


def snapshot(site) -> dict[str, object]:
    """Return part of the set-up → its value."""
    return {
        "registry": {
            name: record.value for name, record in site.portal_registry.records.items()
        },
        "types": sorted(site.portal_types.objectIds()),
        "workflows": sorted(site.portal_workflow.objectIds()),
        "chains": {
            name: site.portal_workflow.getChainForPortalType(name)
            for name in site.portal_types.objectIds()
        },
        "own chains": dict(site.portal_workflow._chains_by_type.items()),
        "roles": sorted(site.valid_roles()),
        "defined roles": sorted(site.__ac_roles__),
        "roles to give": sorted(site.acl_users.portal_role_manager.listRoleIds()),
        "permissions": permissions(site),
        "plugins": sorted(site.acl_users.objectIds()),
        "active plugins": {
            info["id"]: site.acl_users.plugins.listPluginIds(info["interface"])
            for info in site.acl_users.plugins.listPluginTypeInfo()
        },
        "indexes": sorted(site.portal_catalog.indexes()),
        "columns": sorted(site.portal_catalog.schema()),
        "annotations": sorted(IAnnotations(site)),
        "skins": {
            name: site.portal_skins.getSkinPath(name)
            for name in site.portal_skins.getSkinSelections()
        },
        "layers": sorted(layer.__identifier__ for layer in registered_layers()),
        "control panels": sorted(
            action.getId() for action in site.portal_controlpanel.listActions()
        ),
        "actions": sorted(
            "/".join(action.getPhysicalPath())
            for action in site.portal_actions.listActions()
        ),
        "viewlets": viewlets(),
        "content": sorted(site.objectIds()),
        "groups": sorted(site.acl_users.source_groups.listGroupIds()),
        "components": components(site),
    }


def viewlets() -> dict[str, object]:
    """Return the order of viewlets by skin and manager."""
    storage = getUtility(IViewletSettingsStorage)
    return {
        f"{skin} {manager}": tuple(names)
        for skin, managers in storage._order.items()
        for manager, names in managers.items()
    }


def permissions(site) -> dict[str, object]:
    """Return attribute → roles; a tuple is not acquired, a list is."""
    return {
        name: (type(roles).__name__, sorted(roles))
        for name, roles in vars(site).items()
        if name.endswith("_Permission")
    }


def components(site) -> list[str]:
    """Return the local registrations."""
    registry = site.getSiteManager()
    return sorted(
        f"{found.provided.__identifier__} {found.name}"
        for found in (*registry.registeredUtilities(), *registry.registeredAdapters())
    )


def differences(before: dict, after: dict) -> dict[str, object]:
    """Return part → what is there on one side only."""
    found = {}
    for part, old in before.items():
        new = after[part]
        if old == new:
            continue
        if isinstance(old, dict):
            names = {name for name in old | new if old.get(name) != new.get(name)}
            found[part] = {name: (old.get(name), new.get(name)) for name in names}
        else:
            found[part] = (set(old) - set(new), set(new) - set(old))
    return found
