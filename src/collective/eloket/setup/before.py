"""What the site was before the e-loket came, as far as the profile changes it."""

from AccessControl.Permission import Permission
from persistent.mapping import PersistentMapping
from Products.CMFCore.interfaces import ISiteRoot
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "collective.eloket.setup"

#: Settings of Plone that ``profiles/default/registry`` changes.
RECORDS = ("plone.many_users", "plone.many_groups")
#: Permissions of Plone that ``profiles/default/rolemap.xml`` changes.
PERMISSIONS = ("List portal members",)
#: Roles of ``profiles/default/rolemap.xml``; a site may have had one by that name.
ROLES = ("Citizen", "Eloket Clerk", "Eloket Manager")


def remember_before(tool: SetupTool) -> None:
    """Remember the site as it is now; a second install keeps the first memory."""
    site = tool.aq_parent
    annotations = IAnnotations(site)
    if ANNOTATION in annotations:
        return
    records = site.portal_registry.records
    annotations[ANNOTATION] = PersistentMapping(
        records={name: records[name].value for name in RECORDS if name in records},
        permissions={
            name: Permission(name, (), site).getRoles(default=[])
            for name in PERMISSIONS
        },
        roles=[role for role in ROLES if role in site.__ac_roles__],
    )


def restore(site: ISiteRoot) -> None:
    """Make the site as it was, and forget; does nothing without a memory."""
    memory = IAnnotations(site).pop(ANNOTATION, None)
    if memory is None:
        return
    for name, value in memory["records"].items():
        site.portal_registry[name] = value
    for name, roles in memory["permissions"].items():
        Permission(name, (), site).setRoles(roles)
    _forget_roles(site, [role for role in ROLES if role not in memory["roles"]])


def _forget_roles(site: ISiteRoot, roles: list[str]) -> None:
    site._delRoles(roles)
    manager = site.acl_users.portal_role_manager
    for role in roles:
        if role in manager.listRoleIds():
            manager.removeRole(role)
