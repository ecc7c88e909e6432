"""What somebody on duty does with the key ring of this installation."""

from collections.abc import Iterator
from collective.eloket.clock import utcnow
from collective.eloket.settings import environment
from collective.eloket.vault import ringfile
from collective.eloket.vault import rotation
from collective.eloket.vault.errors import KeysChangeRefusedError
from collective.eloket.vault.errors import KeysDoNotFitError
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.keyring import read_private_file
from collective.eloket.vault.model import RINGS
from collective.eloket.vault.rewrapping import Progress
from collective.eloket.vault.rewrapping import rewrap as rewrap_all
from collective.eloket.vault.rewrapping import wrapped_by
from collective.eloket.vault.service import key_ring
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.wrapping import INSTALLATION
from collective.eloket.vault.wrapping import unwrap_key
from datetime import datetime
from datetime import timedelta
from typing import Any

import hmac
import json


#: What is still to do after a rotation.
WHAT_NEXT = {
    "data": "now run eloket-keys rewrap; then, days later, eloket-keys retire",
    "blind": "now run eloket-reindex with your zope.conf",
    "session": "everybody is signed out",
    "audit": "new seals are made with it; the old key stays, to verify the old ones",
    "seal": "new letters are found with it; the old key stays, for the old ones",
}


def rotate(ring: str, prepare: bool = False, now: datetime | None = None) -> str:
    """Give a ring a new current key, or prepare one; return its id.

    :raises MisconfiguredError: a subclass per cause; nothing was changed.
    """
    moment = now or utcnow()
    return ringfile.change(
        environment().keys,
        lambda rings: rotation.rotate(rings[ring], ring, moment, prepare),
    )


def rewrap() -> Iterator[Progress]:
    """Wrap all persons' keys with the current data key; yield after each batch.

    :raises SideStoreError: the database does not do it; start again.
    """
    return rewrap_all(key_ring, SideStorePersonKeys())


def retire(ring: str, key_id: str, after: timedelta, now: datetime | None = None):
    """Take an old key off a ring for good.

    :raises KeysChangeRefusedError: something needs it; says what.
    :raises SideStoreError: the side store does not tell whether it is used.
    """
    moment = now or utcnow()

    def act(rings: dict[str, Any]) -> None:
        if ring == "data":
            rotation.check_may_retire(rings[ring], key_id, moment, after)
            check_unused(key_id)
        rotation.retire(rings[ring], ring, key_id)

    ringfile.change(environment().keys, act)


def check_unused(key_id: str) -> None:
    """:raises KeysChangeRefusedError: a person's key is wrapped with it."""
    number = wrapped_by(SideStorePersonKeys())[key_id]
    if number:
        raise KeysChangeRefusedError(
            f"{number} persons' keys are wrapped with {key_id}: eloket-keys rewrap"
        )


def note_indexed() -> str:
    """Note that everything is found by the current key of ring ``blind``."""
    return ringfile.change(
        environment().keys, lambda rings: rotation.note_indexed(rings["blind"])
    )


def rotated_at(ring: str) -> datetime | None:
    """Return when the ring's current key took the place of another; None: it did not.

    :raises MisconfiguredError: the file is not good; see ``keyring``.
    """
    found = _rings()[ring].get("replaced", {})
    return max(map(datetime.fromisoformat, found.values()), default=None)


def status() -> Iterator[str]:
    """Yield a line per key: ring, id, what it is, since when; no key is shown.

    :raises MisconfiguredError: the file is not good; see ``keyring``.
    :raises SideStoreError: the side store does not tell.
    """
    rings = _rings()
    used = wrapped_by(SideStorePersonKeys())
    for name, ring in rings.items():
        for key_id in ring["keys"]:
            yield f"{name} {key_id} {_state(ring, key_id)}{_use(name, used[key_id])}"
    blind = rings["blind"]
    if rotation.indexed(blind) != blind["current"]:
        yield f"blind: not all is found by {blind['current']} yet: eloket-reindex"


def key_checks() -> dict[str, dict[str, str]]:
    """Return for each key, by ring and id, what proves that another is the same.

    It tells nothing of the key. The side store is not asked.

    :raises MisconfiguredError: the file is not good; see ``keyring``.
    """
    ring = key_ring()
    return {
        name: {
            key_id: hmac.digest(key, f"check:{name}".encode(), "sha256").hex()[:16]
            for key_id, key in ring.keys(name).items()
        }
        for name in RINGS
    }


def data_keys_in_use() -> set[str]:
    """Return the ids of the data keys that wrap something, and of the current one.

    :raises SideStoreError: the side store does not tell.
    """
    return {*wrapped_by(SideStorePersonKeys()), key_ring().current("data")[0]}


def check_fits() -> None:
    """Is it the key ring that the side store's keys were wrapped with?

    :raises KeysDoNotFitError: it is another one; says which key is missing.
    :raises SideStoreError: the side store does not answer.
    """
    wrapped = SideStorePersonKeys().find(INSTALLATION)
    if wrapped is None:
        return
    try:
        unwrap_key(key_ring(), INSTALLATION, wrapped)
    except SealError as error:
        raise KeysDoNotFitError(
            f"{environment().keys}, ring data: its keys do not open the keys in the "
            f"side store ({type(error).__name__}); is it another installation's? Put "
            "back the ring that belongs to this side store: docs/configuration/keys.md"
        ) from None


def _rings() -> dict[str, Any]:
    key_ring()
    return json.loads(read_private_file(environment().keys))["rings"]


def _state(ring: dict[str, Any], key_id: str) -> str:
    if key_id == ring["current"]:
        return f"current, made {ring.get('made', {}).get(key_id, 'long ago')}"
    if key_id in rotation.prepared(ring):
        return f"prepared {ring['made'][key_id]}"
    return f"old, replaced {ring.get('replaced', {}).get(key_id, 'long ago')}"


def _use(name: str, number: int) -> str:
    return f", wraps {number} keys" if name == "data" else ""
