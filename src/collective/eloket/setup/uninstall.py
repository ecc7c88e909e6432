"""How the e-loket leaves a site."""

from AccessControl.Permission import Permission
from collective.eloket.setup.before import restore
from collective.eloket.setup.erase import is_unfinished
from collective.eloket.setup.errors import ErasureUnfinishedError
from collective.eloket.setup.install import rooms
from Products.CMFCore.interfaces import ISiteRoot
from Products.GenericSetup.tool import SetupTool


#: Registry records that are ours.
OUR_RECORDS = ("collective.eloket.", "plone.bundles/collective.eloket.")
#: How the names of our permissions begin.
OUR_PERMISSIONS = "collective.eloket: "


def check_may_leave(tool: SetupTool) -> None:
    """Ask all rooms before anything is taken away, so that a refusal changes nothing.

    :raises EloketError: a subclass per cause: citizens, cases, e-desks or news that
        still has to leave would be lost.
    """
    if is_unfinished(tool.aq_parent):
        raise ErasureUnfinishedError
    for room in reversed(rooms()):
        room.check_may_leave(tool.aq_parent)


def finish_uninstall(tool: SetupTool) -> None:
    """Let each room leave the site, highest layer first; then all that is common."""
    site = tool.aq_parent
    for room in reversed(rooms()):
        room.uninstall(site)
    _forget_records(site)
    _forget_permissions(site)
    restore(site)


def _forget_records(site: ISiteRoot) -> None:
    records = site.portal_registry.records
    for name in [name for name in records if name.startswith(OUR_RECORDS)]:
        del records[name]


def _forget_permissions(site: ISiteRoot) -> None:
    for name in site.possible_permissions():
        if name.startswith(OUR_PERMISSIONS):
            # no roles and acquired: as if nobody had ever said anything
            Permission(name, (), site).setRoles([])
