"""Negative facts: what was taken from somebody, and must stay so after a restore.

One is the end of another: an account that was closed, and opened again.
"""

from collections.abc import Mapping
from collective.eloket.clock import utcnow
from collective.eloket.recovery.errors import JournalBrokenError
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from typing import Any
from typing import Self


#: Kinds of facts. Not a fact of a site: a backup was made.
UNLINKED = "unlinked"
CLOSED = "closed"
REOPENED = "reopened"
MANDATE_ENDED = "mandate-ended"
SHUT_OUT = "shut-out"
RIGHT_TAKEN = "right-taken"
WORK_ENDED = "work-ended"
REQUEST_ENDED = "request-ended"
LEFT_GROUP = "left-group"
MEMBER_GONE = "member-gone"
LETTER_WITHDRAWN = "letter-withdrawn"
ERASED = "erased"
BACKUP = "backup"
KINDS = (
    UNLINKED,
    CLOSED,
    REOPENED,
    MANDATE_ENDED,
    SHUT_OUT,
    RIGHT_TAKEN,
    WORK_ENDED,
    REQUEST_ENDED,
    LEFT_GROUP,
    MEMBER_GONE,
    LETTER_WITHDRAWN,
    ERASED,
    BACKUP,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What was taken back; ids and keyed hashes only, no personal data.

    ``id`` is random, ``at`` aware and UTC, ``site`` the path of the site.
    """

    id: str
    at: datetime
    site: str
    kind: str
    about: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the fact as values of JSON's kinds."""
        return asdict(self) | {"at": self.at.isoformat()}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """Return the fact that ``to_json`` told.

        :raises JournalBrokenError: something is missing or of another kind.
        """
        try:
            at = datetime.fromisoformat(said["at"]).astimezone(UTC)
            texts = (said["id"], said["site"], said["kind"])
            about = {str(name): str(each) for name, each in said["about"].items()}
        except (KeyError, TypeError, ValueError, AttributeError):
            raise JournalBrokenError("a fact is malformed") from None
        fact_id, site, kind = map(str, texts)
        return cls(fact_id, at, site, kind, about)


def backup_made(backup_id: str, at: datetime | None = None) -> Fact:
    """Return the fact that a backup was made: from here on it needs the journal."""
    return Fact(backup_id, at or utcnow(), "", BACKUP, {})
