"""What waits while a card is read: sealed, bound to one session, gone by itself."""

from collections.abc import Mapping
from collective.eloket.ephemeral.service import side_store
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.parameters.errors import ReadUnknownError
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any

import json


#: Kinds of what waits: our question, what a provider proved, what the card says.
QUESTION = "card-question"
PRESENCE = "card-presence"
READING = "card-reading"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a card, in which session and what for; a read belongs to all three.

    ``person_id`` None: nobody knows yet whose card it is, as at the counter.
    """

    purpose: str
    actor: str
    session: str | None = field(repr=False)
    person_id: str | None = None

    @classmethod
    def citizen(cls, session: ICurrentSession) -> "Reader":
        """Return the citizen of a session, who reads their own card."""
        return cls("own", session.user_id, session.sid, session.user_id)

    def put(
        self,
        kind: str,
        read_id: str,
        what: Mapping[str, Any],
        life: timedelta,
        now: datetime,
    ) -> None:
        """Keep it for so long, in place of what waited."""
        key = self._key(kind, read_id)
        sealed = _seal(self.person_id, what, f"{kind}:{key}")
        side_store().put(kind, key, sealed, life, now)

    def take(self, kind: str, read_id: object) -> Mapping[str, Any]:
        """Return what waits and let it wait no more; of all who ask, one gets it.

        :raises ReadUnknownError: nothing does, for this reader.
        """
        key = self._key(kind, read_id)
        return self._opened(kind, key, side_store().take(kind, key))

    def get(self, kind: str, read_id: object) -> Mapping[str, Any]:
        """Return what waits.

        :raises ReadUnknownError: nothing does, for this reader.
        """
        key = self._key(kind, read_id)
        return self._opened(kind, key, side_store().get(kind, key))

    def delete(self, kind: str, read_id: object) -> None:
        """Let it wait no more, if it does."""
        side_store().delete(kind, self._key(kind, read_id))

    def _opened(self, kind: str, key: str, sealed: bytes | None) -> Mapping[str, Any]:
        if sealed is None:
            raise ReadUnknownError
        return _open(self.person_id, sealed, f"{kind}:{key}")

    def _key(self, kind: str, read_id: object) -> str:
        if not isinstance(read_id, str):
            raise ReadUnknownError
        # reader and session are part of the key: another one's is not even found
        bound = [self.purpose, self.actor, self.session, read_id]
        return vault.blind(kind, json.dumps(bound))


def _seal(person_id: str | None, what: Mapping[str, Any], context: str) -> bytes:
    if person_id is None:
        return vault.seal(json.dumps(dict(what)).encode(), context)
    return vault.for_person(person_id).seal_json(dict(what), context)


def _open(person_id: str | None, sealed: bytes, context: str) -> Mapping[str, Any]:
    if person_id is None:
        return json.loads(vault.open_sealed(sealed, context))
    return vault.for_person(person_id).open_json(sealed, context)
