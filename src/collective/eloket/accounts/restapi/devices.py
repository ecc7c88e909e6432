"""``@eloket-devices``: the browsers in which who is signed in stays signed in."""

from collective.eloket.accounts import elsewhere
from collective.eloket.accounts.devices import devices_of
from collective.eloket.accounts.model import Device
from collective.eloket.http.named import NamedService


class DevicesGet(NamedService):
    """Lists them."""

    def respond(self) -> dict:
        """Return ``{items: [{id, name, since, used, this}]}``, the last used first."""
        session = self.require_citizen()
        self.check_no_name()
        self.audited(subject=session.user_id, action="devices.view")
        found = devices_of(self.request, session.user_id)
        return {"items": [item(device) for device in found]}


def item(device: Device) -> dict:
    """Return one browser."""
    return {
        "id": device.id,
        "name": device.name,
        "since": device.since.isoformat(),
        "used": device.used.isoformat(),
        "this": device.is_this,
    }


class DevicesDelete(NamedService):
    """Signs one of them out, or everything but this session."""

    def respond(self) -> dict | None:
        """Answer 204 for one; for all others ``{token}``, this session's new one.

        :raises DeviceUnknownError: nothing of theirs is called that.
        """
        session = self.require_citizen()
        if not self.names:
            return {"token": elsewhere.end_others(self.request, session)}
        elsewhere.end_one(session, self.only_name())
        return self.reply_no_content()
