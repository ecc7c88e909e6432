"""What is wrong with the installation, told where people work."""

from collective.eloket import _
from collective.eloket.outbox import service as outbox
from collective.eloket.settings import environment
from zope.i18nmessageid import Message


SILENT = _(
    "notice_worker_silent",
    default="No mail and no document leaves now: the worker is silent. Nothing is "
    "lost. Call whoever looks after the servers.",
)
NO_ANCHORS = _(
    "notice_no_anchors",
    default="Anchors of the audit do not leave this machine. Call whoever looks after "
    "the servers.",
)


def notices(is_manager: bool) -> list[Message]:
    """Return what everybody who handles requests should see, and managers more."""
    found = []
    if not outbox.worker_is_alive():
        found.append(SILENT)
    if is_manager and not environment().sandbox and not outbox.anchors_left():
        found.append(NO_ANCHORS)
    return found
