"""Where anchors of the audit go: settings, and what they take."""

from collective.eloket.outbox.errors import AnchorMailRefusedError
from collective.eloket.outbox.errors import AnchorWebhookRefusedError
from datetime import timedelta
from plone import api
from urllib.parse import urlsplit

import re


MAIL, WEBHOOK, STAMPS = "mail", "webhook", "stamps"
#: Means → the setting that says where to.
SETTINGS = {
    MAIL: "collective.eloket.audit.anchor_mail",
    WEBHOOK: "collective.eloket.audit.anchor_webhook",
    STAMPS: "collective.eloket.audit.anchor_stamps",
}
#: Hours between two anchors.
HOURS = "collective.eloket.audit.anchor_hours"

#: One address, and nothing that could be a second header or reader.
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def destinations() -> dict[str, str]:
    """Return means → address, of those that this site has set."""
    found = {
        means: api.portal.get_registry_record(setting, default=None)
        for means, setting in SETTINGS.items()
    }
    return {means: address for means, address in found.items() if address}


def period() -> timedelta:
    """Return how long it is from one anchor to the next."""
    return timedelta(hours=api.portal.get_registry_record(HOURS, default=None) or 24)


def checked_mail(text: str | None) -> str | None:
    """Return an address that may be kept, or None.

    :raises AnchorMailRefusedError: it is none.
    """
    if text and not ADDRESS.fullmatch(text):
        raise AnchorMailRefusedError
    return text or None


def checked_webhook(text: str | None) -> str | None:
    """Return an https address without user or fragment, or None.

    :raises AnchorWebhookRefusedError: it is none.
    """
    if not text:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AnchorWebhookRefusedError from None
    is_plain = parts.scheme == "https" and parts.hostname and port != 0
    if not is_plain or parts.username is not None or parts.fragment or " " in text:
        raise AnchorWebhookRefusedError
    return text
