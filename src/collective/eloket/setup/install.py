"""Steps that GenericSetup's XML files cannot say."""

from collective.eloket.interfaces import IRoomInstaller
from Products.GenericSetup.tool import SetupTool
from zope.component import getUtilitiesFor


def rooms() -> list[IRoomInstaller]:
    """Return what the rooms do to a site, lowest layer first."""
    found = [room for _name, room in getUtilitiesFor(IRoomInstaller)]
    return sorted(found, key=lambda room: room.order)


def finish_install(tool: SetupTool) -> None:
    """Let each room prepare the site, lowest layer first; safe to run twice."""
    for room in rooms():
        room.install(tool.aq_parent)
