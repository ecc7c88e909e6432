"""How the e-loket leaves a site."""

from collective.eloket.setup.install import rooms
from Products.GenericSetup.tool import SetupTool


def finish_uninstall(tool: SetupTool) -> None:
    """Let each room leave the site, highest layer first.

    All rooms are asked before the first one leaves, so a refusal changes nothing.

    :raises StillInUseError: citizens or cases exist, and nobody asked to erase them.
    """
    leaving = list(reversed(rooms()))
    for room in leaving:
        room.check_may_leave(tool.aq_parent)
    for room in leaving:
        room.uninstall(tool.aq_parent)
