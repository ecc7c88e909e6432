"""One key per person, opened for a short while.

The keys lie, wrapped by the data ring, in the side store and not in the ZODB. What a
person's key sealed can be anywhere: in the ZODB and its backups, blobs, audit rows.
Erasing the one row makes all of it unreadable, old backups of the ZODB too. Backups
hold the row in a file of its own, from which it is taken out: see ``recovery``.
"""

from collections import OrderedDict
from collections.abc import Callable
from collective.eloket.vault.interfaces import IPersonVault
from collective.eloket.vault.model import encoded
from collective.eloket.vault.model import open_with
from collective.eloket.vault.model import seal_with
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from typing import Any
from typing import Self
from zope.interface import implementer

import hmac
import json
import threading
import time


#: How long an opened key is kept, so how long an erased one may still work elsewhere.
KEY_LIFE = timedelta(seconds=60)
#: How many opened keys a process keeps.
KEPT_KEYS = 1000


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's key with the id that its values carry; the id tells nothing of it."""

    id: str
    key: bytes = field(repr=False)

    @classmethod
    def from_bytes(cls, key: bytes) -> Self:
        """Return the key with its id, so that another person's value is told apart."""
        return cls("p" + hmac.digest(key, b"key id", "sha256").hex()[:10], key)

    def find(self, key_id: str) -> bytes | None:
        """Return the key if that is its id."""
        return self.key if key_id == self.id else None


class OpenedKeys:
    """The keys opened last, each for ``life``; safe between threads."""

    def __init__(self, size: int = KEPT_KEYS, life: timedelta = KEY_LIFE) -> None:
        self._size = size
        self._life = life.total_seconds()
        self._keys: OrderedDict[str, tuple[float, PersonKey]] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self,
        person_id: str,
        open_key: Callable[[str], PersonKey],
        now: float | None = None,
    ) -> PersonKey:
        """Return the person's key; ``open_key`` is asked when none is kept.

        ``now`` is in seconds of the monotonic clock.
        """
        now = time.monotonic() if now is None else now
        with self._lock:
            ends, key = self._keys.get(person_id, (now, None))
            if key is not None and now < ends:
                self._keys.move_to_end(person_id)
                return key
        key = open_key(person_id)
        with self._lock:
            self._keys[person_id] = (now + self._life, key)
            self._keys.move_to_end(person_id)
            if len(self._keys) > self._size:
                self._keys.popitem(last=False)
        return key

    def drop(self, person_id: str) -> None:
        """Forget an opened key."""
        with self._lock:
            self._keys.pop(person_id, None)


class TextAndJson:
    """Text and JSON on top of ``seal`` and ``open``."""

    def seal_text(self, text: str, context: str) -> bytes:
        """See IPersonVault."""
        return self.seal(encoded(text), context)

    def open_text(self, sealed: bytes, context: str) -> str:
        """See IPersonVault."""
        return self.open(sealed, context).decode()

    def seal_json(self, value: Any, context: str) -> bytes:
        """See IPersonVault."""
        return self.seal_text(json.dumps(value, ensure_ascii=False), context)

    def open_json(self, sealed: bytes, context: str) -> Any:
        """See IPersonVault."""
        return json.loads(self.open(sealed, context))


@implementer(IPersonVault)
class PersonVault(TextAndJson):
    """Seals with one person's key, which is asked for at each use."""

    def __init__(self, person_id: str, find_key: Callable[[str], PersonKey]) -> None:
        self.person_id = person_id
        self._find_key = find_key

    def check_key(self) -> None:
        """See IPersonVault."""
        self._find_key(self.person_id)

    def seal(self, plain: bytes, context: str) -> bytes:
        """See IPersonVault."""
        key = self._find_key(self.person_id)
        return seal_with(key.id, key.key, plain, context)

    def open(self, sealed: bytes, context: str) -> bytes:
        """See IPersonVault."""
        return open_with(self._find_key(self.person_id).find, sealed, context)
