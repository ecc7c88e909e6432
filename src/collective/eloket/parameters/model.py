"""A personal value is never bare: it says from whom it is, and how sure."""

from collections.abc import Iterable
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from typing import Self


#: Values that only proof changes.
IDENTITY = (
    "given_names",
    "family_name",
    "national_number",
    "birth_date",
    "street",
    "postal_code",
    "municipality",
)
#: Values that are the citizen's own.
OWN = ("email", "phone", "language", "delivery")

#: Which mails a citizen wants; see ``preferences``.
MAIL = "mail_"
CHOICES = (f"{MAIL}asked", f"{MAIL}ready", f"{MAIL}steps")

#: Where a value can come from.
PROVIDER = "provider"
SELF = "self"
CARD = "eid-card"
REGISTER = "population-register"
CLERK = "clerk"

#: How evidence of a card that answered itself was proven.
CARD_PROOF = "webeid"


@dataclass(frozen=True, slots=True)
class Value:
    """What we know: ``value`` is None when it is masked or unknown.

    ``at`` (aware, UTC) is when it was proven or said, ``evidence`` the id of the proof.
    """

    name: str
    value: str | None = field(repr=False)
    source: str
    level: AssuranceLevel
    at: datetime
    evidence: str | None = None
    masked: bool = False

    def seen_at(self, level: AssuranceLevel) -> Self:
        """Return the value as a session of that level sees it.

        What citizens said themselves is theirs to see in any session.
        """
        if self.source == SELF or level >= self.level:
            return self
        return replace(self, value=None, masked=True)


def to_json(values: Iterable[Value]) -> list:
    """Return what is stored: what was proven together stands together.

    A person's values mostly come from one proof, so it is written once.
    """
    found: dict[tuple, dict[str, str | None]] = {}
    for value in values:
        proof = (
            value.source,
            value.level.label,
            value.at.isoformat(),
            value.evidence,
        )
        found.setdefault(proof, {})[value.name] = value.value
    return [[*proof, texts] for proof, texts in found.items()]


def from_json(stored: list) -> dict[str, Value]:
    """Return what ``to_json`` wrote, by name."""
    return {
        name: Value(
            name,
            text,
            source,
            AssuranceLevel.from_label(level),
            datetime.fromisoformat(at),
            evidence,
        )
        for source, level, at, evidence, texts in stored
        for name, text in texts.items()
    }


def source_of(evidence: Evidence) -> str:
    """Return who vouches for what the evidence says."""
    return CARD if evidence.proof == CARD_PROOF else PROVIDER
