"""``@eloket-devices``: where who is signed in is so, staying or for now."""

from collective.eloket.accounts import elsewhere
from collective.eloket.accounts.device_list import devices_of
from collective.eloket.accounts.model import Device
from collective.eloket.accounts.model import OpenSession
from collective.eloket.accounts.open_sessions import sessions_of
from collective.eloket.http.named import NamedService


class DevicesGet(NamedService):
    """Lists them."""

    def respond(self) -> dict:
        """Return ``{items: [{id, name, since, used, this, stays}]}``.

        The one used last comes first.
        """
        session = self.require_citizen()
        self.check_no_name()
        self.audited(subject=session.user_id, action="devices.view")
        staying = devices_of(self.request, session.user_id)
        others = sessions_of(session.user_id)
        found = [item(one, one.is_this, True) for one in staying]
        found += [item(one, one.id == session.sid, False) for one in others]
        return {"items": sorted(found, key=lambda one: one["used"], reverse=True)}


def item(place: Device | OpenSession, is_this: bool, stays: bool) -> dict:
    """Return one browser that stays signed in, or one session elsewhere."""
    return {
        "id": place.id,
        "name": place.name,
        "since": place.since.isoformat(),
        "used": place.used.isoformat(),
        "this": is_this,
        "stays": stays,
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
