"""Which session here hangs on which session at a provider? So that they end together.

All lies in the side store and ends with the session: nothing is written to the ZODB,
so many sign-ins, or a provider that ends many sessions, meet in no object.
"""

from collections.abc import Iterator
from collective.eloket.accounts import member_session
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.accounts.interfaces import ICitizenSignedIn
from collective.eloket.accounts.interfaces import IMemberSignedIn
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session import end_sid
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.service import blind
from collective.eloket.vault.service import open_sealed
from collective.eloket.vault.service import seal
from dataclasses import dataclass

import json


#: Sessions here by their session at the provider, and the other way round.
BY_PROVIDER = "oidc-session"
OURS = "oidc-session-end"
#: So many sessions here may hang on one there; browsers and programs share it.
SLOTS = 8


@dataclass(frozen=True, slots=True)
class Hanging:
    """A session here that hangs on one at a provider, and whose it is."""

    sid: str
    user: str

    def to_bytes(self, slot: str) -> bytes:
        """Return what is kept in that slot; sealed, as ids of members are names."""
        return seal(json.dumps([self.sid, self.user]).encode(), f"{BY_PROVIDER}/{slot}")

    @classmethod
    def from_bytes(cls, data: bytes, slot: str) -> "Hanging":
        """Return what ``to_bytes`` wrote."""
        return cls(*json.loads(open_sealed(data, f"{BY_PROVIDER}/{slot}")))

    def end(self) -> None:
        """End the session here."""
        if is_citizen_id(self.user):
            end_sid(self.sid)
        else:
            member_session.end_sid(self.sid)


def remember_session(event: ICitizenSignedIn | IMemberSignedIn) -> None:
    """Note on which session at the provider a new session hangs."""
    if event.replaces is not None:
        forget(event.replaces)
    found = event.evidence.session
    if found is None:
        return
    slot = None
    if found.sid is not None:
        where = place(event.evidence.subject.issuer, found.sid)
        slot = fill_slot(where, Hanging(event.sid, event.user_id))
    if slot or found.id_token:
        text = json.dumps({"slot": slot, "id_token": found.id_token})
        sealed = seal(text.encode(), f"{OURS}/{event.sid}")
        side_store().put(OURS, event.sid, sealed, session_limits()[1])


def place(issuer: str, provider_sid: str) -> str:
    """Return under what sessions are kept that hang on this one."""
    return blind(BY_PROVIDER, f"{issuer}\n{provider_sid}")


def slots(where: str) -> Iterator[str]:
    """Yield the keys of all places for sessions that hang on one."""
    return (f"{where}.{number}" for number in range(SLOTS))


def fill_slot(where: str, hanging: Hanging) -> str:
    """Put a session in a free slot; when there is none, the first one's ends."""
    _idle, absolute = session_limits()
    for slot in slots(where):
        data = hanging.to_bytes(slot)
        if side_store().put_if_absent(BY_PROVIDER, slot, data, absolute):
            return slot
    slot = next(slots(where))
    end_in_slot(slot)
    side_store().put(BY_PROVIDER, slot, hanging.to_bytes(slot), absolute)
    return slot


def end_in_slot(slot: str) -> Hanging | None:
    """End the session in a slot, and return it; None when the slot is empty."""
    found = side_store().take(BY_PROVIDER, slot)
    if found is None:
        return None
    hanging = Hanging.from_bytes(found, slot)
    hanging.end()
    side_store().delete(OURS, hanging.sid)
    return hanging


def end_all(issuer: str, provider_sid: str) -> list[Hanging]:
    """End every session here that hangs on one at the provider; return them."""
    ended = (end_in_slot(slot) for slot in slots(place(issuer, provider_sid)))
    return [one for one in ended if one is not None]


def users_of(issuer: str, provider_sid: str) -> set[str]:
    """Return whose sessions hang on one at the provider; ends nothing."""
    rows = (
        (side_store().get(BY_PROVIDER, slot), slot)
        for slot in slots(place(issuer, provider_sid))
    )
    return {Hanging.from_bytes(row, slot).user for row, slot in rows if row is not None}


def forget(sid: str | None) -> str | None:
    """Forget on what a session hung, as it ends; return the ID token to show there."""
    if sid is None:
        return None
    sealed = side_store().take(OURS, sid)
    if sealed is None:
        return None
    try:
        found = json.loads(open_sealed(sealed, f"{OURS}/{sid}"))
    except SealError:
        return None
    if found["slot"]:
        side_store().delete(BY_PROVIDER, found["slot"])
    return found["id_token"]
