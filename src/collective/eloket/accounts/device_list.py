"""Where does a citizen stay signed in? The list of ``devices``, for its page."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import device_rows as rows
from collective.eloket.accounts.model import Device
from collective.eloket.clock import utcnow
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import datetime
from datetime import UTC
from ZPublisher.HTTPRequest import HTTPRequest


def devices_of(request: HTTPRequest, user_id: str) -> list[Device]:
    """Return where a citizen stays signed in, the browser used last first."""
    this = cookies.read(request, cookies.DEVICE).partition(".")[0]
    return [
        Device(
            id=row.series,
            name=name_of_row(row),
            since=datetime.fromtimestamp(row.made, UTC),
            used=datetime.fromtimestamp(row.used, UTC),
            is_this=row.series == this,
        )
        for row in rows.of_person(user_id, utcnow().timestamp())
    ]


def name_of_row(row) -> str:
    """Return what a browser is called; empty when its person was erased."""
    try:
        return vault.for_person(row.person).open_text(
            bytes(row.label), f"device:{row.series}"
        )
    except PersonForgottenError:
        return ""
