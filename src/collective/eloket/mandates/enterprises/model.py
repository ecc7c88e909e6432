"""Organisations, and what people hold for them; plain values, no database."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True, slots=True)
class Organisation:
    """An enterprise, association or public body, as the register has it.

    ``group`` is the code of its target group; ``representatives`` are the function
    holders who represent it by law.
    """

    number: OrganisationNumber
    name: str
    group: str
    active: bool = True
    representatives: frozenset[NationalNumber] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Holding:
    """A right that somebody has for an organisation; ``id`` is random.

    ``begin`` and ``end`` are days in Belgium, the end included; without an end it goes
    on. ``contexts`` empty: of a right that has none.
    """

    id: str
    right: str
    contexts: tuple[str, ...]
    begin: date
    end: date | None = None
    revoked: bool = False

    def meets(self, other: "Holding") -> bool:
        """Would both hold at once somewhere? Then one of them is enough."""
        mine, others = self.end or date.max, other.end or date.max
        is_at_once = self.begin <= others and other.begin <= mine
        shared = set(self.contexts) & set(other.contexts)
        is_together = bool(shared) or self.contexts == other.contexts
        is_same = self.right == other.right and not (self.revoked or other.revoked)
        return is_same and is_at_once and is_together

    def holds(self, today: date, context: str | None = None) -> bool:
        """Does it hold on that day in Belgium, in that context?

        Without a context asked: in any that it has.
        """
        is_within = context is None or context in self.contexts
        is_ended = self.end is not None and self.end < today
        return is_within and self.begin <= today and not is_ended and not self.revoked
