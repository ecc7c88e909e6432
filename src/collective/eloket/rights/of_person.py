"""What the audit says of one citizen, what is held of them, and their wish to go."""

from collections.abc import Iterator
from collective.eloket.audit import service as audit
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.rights.erasure import wish_of
from collective.eloket.rights.store import ANNOTATION
from collective.eloket.rights.store import rights
from collective.eloket.vault.interfaces import IPersonData
from typing import Any
from zope.interface import implementer

import sys


@implementer(IPersonData)
class AuditOfPerson:
    """See IPersonData; asked through the audit's own door."""

    order = 25
    stores = ("table audit",)

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; rows say that something was seen, not what."""
        return AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData; who works here is told by role, not by name."""
        rows = audit.find(subject=person_id, most=sys.maxsize)
        yield "audit.json", [_told(row, person_id) for row in rows]

    def erase(self, person_id: str) -> None:
        """Let the rows be: they name an id of nobody, and details need the key."""


@implementer(IPersonData)
class HoldsOfPerson:
    """See IPersonData; a reason is among those who need it."""

    order = 90
    stores = (f"zodb {ANNOTATION}",)

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData."""
        return AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData: since when something must be kept, and the wish to go.

        Words of an officer who asked for it are among those who decide.
        """
        own = [one for one in rights().holds.values() if one.person_id == person_id]
        if own:
            yield "holds.json", [{"since": one.at.isoformat()} for one in own]
        wish = wish_of(person_id)
        if wish is not None:
            asked = {
                "at": wish.at.isoformat(),
                "who": "you" if wish.is_own else "clerk",
            }
            yield "wish.json", asked | ({"words": wish.words} if wish.is_own else {})

    def erase(self, person_id: str) -> None:
        """See IPersonData: nobody is erased of whom anything is held."""
        rights().wishes.pop(person_id, None)


def _told(row: audit.AuditRow, person_id: str) -> dict[str, Any]:
    entry = row.entry
    return {
        "at": row.at.isoformat(),
        "who": "you" if entry.actor == person_id else entry.role,
        "action": entry.action,
        "object": entry.object,
        "purpose": entry.purpose,
        "outcome": entry.outcome,
    }
